import { type ReactNode, useState } from 'react'
import type { InputOf, OutputOf } from '#platform/http/contract'
import { call, say, useCommand, useGo, useTranslation } from '#platform/ui'
import { closeUnit, createUnit, moveUnit, previewUnitChange, splitUnit } from '../contract.ts'
import { EffectsDialog } from './EffectsDialog.tsx'

export type Change = InputOf<typeof previewUnitChange>['change']

/** Shows the effects of a change, then makes it: `ask` from the form, `dialog` on the page. */
export function useChange(label: string): { ask: (change: Change) => Promise<void>; dialog: ReactNode } {
  const { t } = useTranslation('units')
  const go = useGo()
  const [asked, setAsked] = useState<
    { change: Change; effects: OutputOf<typeof previewUnitChange> } | undefined
  >(undefined)
  const options = {
    onDone: ({ id }: { id: number }) => {
      say(t('change.done', { on: String(asked?.change.from) }))
      go(`/units/${id}`)
    },
  }
  const create = useCommand(createUnit, options)
  const move = useCommand(moveUnit, options)
  const split = useCommand(splitUnit, options)
  const close = useCommand(closeUnit, options)
  const commands = { create, move, split, close }
  const make = (change: Change): void => {
    if (change.act === 'create') create.start(change)
    else if (change.act === 'move') move.start(change)
    else if (change.act === 'split') split.start(change)
    else close.start(change)
  }
  return {
    ask: async (change) => setAsked({ change, effects: await call(previewUnitChange, { change }) }),
    dialog:
      asked === undefined ? null : (
        <EffectsDialog
          effects={asked.effects}
          act={label}
          error={commands[asked.change.act].error}
          busy={commands[asked.change.act].busy}
          onClose={() => {
            commands[asked.change.act].reset()
            setAsked(undefined)
          }}
          onConfirm={() => make(asked.change)}
        />
      ),
  }
}
