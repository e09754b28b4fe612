import { useState } from 'react'
import { Button, type Command, ConfirmAct, ErrorPanel, Icon } from '#platform/ui'
import classes from './Regime.module.css'

/**
 * A month's paper that one officer prepares, as often as the registers change, and another signs. Whoever prepared it reads who is
 * wanted instead of the act.
 */
export function PrepareAndSign({
  prepare,
  sign,
  own,
  secondWanted,
}: {
  /** Null for whoever may not, and once it is signed. */
  prepare: {
    readonly label: string
    readonly first: boolean
    readonly command: Pick<Command<unknown, unknown>, 'busy' | 'error'>
    readonly start: () => void
  } | null
  /** Null until it is prepared, and for whoever may not. */
  sign: {
    readonly label: string
    readonly consequence: string
    readonly run: () => Promise<unknown>
  } | null
  own: boolean
  secondWanted: string
}) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      {prepare?.command.error == null ? null : <ErrorPanel error={prepare.command.error} />}
      <div className={classes.row}>
        {sign === null ? null : (
          <Button
            variant="filled"
            leftSection={<Icon name="signature" size={17} />}
            onClick={() => setAsking(true)}
          >
            {sign.label}
          </Button>
        )}
        {prepare === null ? null : (
          <Button
            variant={prepare.first ? 'filled' : 'default'}
            loading={prepare.command.busy}
            leftSection={<Icon name="calculator" size={17} />}
            onClick={prepare.start}
          >
            {prepare.label}
          </Button>
        )}
        {own ? <span className={classes.soft}>{secondWanted}</span> : null}
      </div>
      {sign === null ? null : (
        <ConfirmAct
          opened={asking}
          onClose={() => setAsking(false)}
          title={sign.label}
          consequence={sign.consequence}
          actLabel={sign.label}
          onConfirm={sign.run}
        />
      )}
    </>
  )
}
