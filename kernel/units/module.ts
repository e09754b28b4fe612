import { defineModule, handle } from '#kernel/gate'
import { permissions } from './access.ts'
import { close, create, describe, move, rename, split } from './changes.ts'
import {
  closeUnit,
  createUnit,
  describeUnit,
  getUnitAsOf,
  getUnitHistory,
  listUnits,
  moveUnit,
  previewUnitChange,
  readUnitTree,
  renameUnit,
  splitUnit,
} from './contract.ts'
import { effectsOf } from './effects.ts'
import { readTree, unitAsOf, unitHistory } from './history.ts'
import { listUnitRows } from './reading.ts'

export const units = defineModule({
  name: 'units',
  permissions,
  handlers: [
    handle(listUnits, listUnitRows),
    handle(readUnitTree, readTree),
    handle(getUnitHistory, unitHistory),
    handle(getUnitAsOf, (tx, { id, on }) => unitAsOf(tx, id, on)),
    handle(createUnit, create),
    handle(previewUnitChange, effectsOf),
    handle(renameUnit, rename),
    handle(moveUnit, move),
    handle(splitUnit, split),
    handle(closeUnit, close),
    handle(describeUnit, describe),
  ],
  jobs: [
    {
      name: 'units.refresh-reach',
      label: {
        en: 'Let changes of units that begin today take effect',
        ur: 'یونٹوں کی آج سے نافذ ہونے والی تبدیلیاں لاگو کرنا',
      },
      // At midnight, when edges begin; and every hour, so that a server that slept through midnight is late by an hour at most.
      schedule: '1 * * * *',
      run: async ({ database }, _input, progress) => {
        const { rows } = await database.pool.query<{ changed: number }>(
          `select units.refresh_reach() as changed`,
        )
        await progress.report(rows[0]!.changed, rows[0]!.changed)
      },
    },
  ],
})
