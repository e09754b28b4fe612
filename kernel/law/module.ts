import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'
import { handlers } from './endpoints.ts'
import { recomputeUnderNewLaw } from './stored-clocks/closure-endpoints.ts'
import { recomputeJob } from './stored-clocks/recompute.ts'
import { simulationJob } from './versions/simulate.ts'
import { takeEffectJob } from './versions/take-effect.ts'

export const law = defineModule({
  name: 'law',
  uses: ['access', 'events', 'jobs'],
  permissions,
  handlers,
  reactions: [recomputeUnderNewLaw],
  jobs: [recomputeJob, simulationJob, takeEffectJob],
})
