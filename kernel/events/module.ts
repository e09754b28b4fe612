import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'

export const events = defineModule({ name: 'events', permissions })
