import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'
import { handlers } from './endpoints.ts'

export const audit = defineModule({ name: 'audit', permissions, handlers })
