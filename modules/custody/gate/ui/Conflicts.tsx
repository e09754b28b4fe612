import { useState } from 'react'
import {
  Button,
  ConfirmAct,
  EmptyState,
  Ltr,
  StatusBadge,
  useBoth,
  useCommand,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { type OpenGateConflict, settleGateConflict } from '../contract.ts'
import classes from './Gate.module.css'

/** What the gate did and what the record says, side by side, with a choice for each. The record is never written over. */
export function Conflicts({ rows }: { rows: readonly OpenGateConflict[] }) {
  const { t } = useTranslation('custody-gate')
  if (rows.length === 0)
    return <EmptyState icon="circle-check" title={t('conflict.none')} why={t('conflict.none-why')} />
  return (
    <ul className={classes.items}>
      {rows.map((row) => (
        <One key={row.id} row={row} />
      ))}
    </ul>
  )
}

const choices = ['theirs', 'note', 'ask'] as const

function One({ row }: { row: OpenGateConflict }) {
  const { t } = useTranslation(['custody-gate', 'custody', 'custody-movement'])
  const { instant } = useFormats()
  const both = useBoth()
  const superior = useMay('custody:settle-gate')
  const settle = useCommand(settleGateConflict)
  const [how, setHow] = useState<(typeof choices)[number]>()
  const { record } = row.conflict
  const open = row.asked === null ? choices : superior ? (['theirs', 'note'] as const) : []
  return (
    <li className={classes.item}>
      <div>
        <Ltr>{row.number}</Ltr> <strong>{both(row.name)}</strong>{' '}
        {row.father === null ? null : (
          <span className={classes.soft}>
            {t('custody:word.father')} {both(row.father)}
          </span>
        )}
      </div>
      <div className={classes.sides}>
        <div className={classes.side} data-side="gate">
          <h3>{t('conflict.gate')}</h3>
          <p>
            {t(`act.${row.kind}`)} · {instant(row.doneAt)}
          </p>
          {row.doneBy === null ? null : <p>{both(row.doneBy)}</p>}
          <p className={classes.soft}>{t('conflict.received', { at: row.receivedAt })}</p>
        </div>
        <div className={classes.side} data-side="record">
          <h3>{t('conflict.record')}</h3>
          {row.conflict.codes.map((code) => (
            <p key={code}>{t(`obstacle.${code}`)}</p>
          ))}
          {record === null ? (
            <p className={classes.soft}>{t('conflict.no-record')}</p>
          ) : (
            <>
              <p>
                {t(`custody-movement:kind.${record.kind}`)}
                {record.destination === null ? null : ` · ${both(record.destination)}`}
              </p>
              {record.outAt === null ? null : (
                <p className={classes.soft}>
                  {t('conflict.out', { at: record.outAt })}
                  {record.outBy === null ? null : ` · ${both(record.outBy)}`}
                </p>
              )}
              {record.inAt === null ? null : (
                <p className={classes.soft}>
                  {t('conflict.in', { at: record.inAt })}
                  {record.inBy === null ? null : ` · ${both(record.inBy)}`}
                </p>
              )}
            </>
          )}
        </div>
      </div>
      {row.asked === null ? null : (
        <p>
          <StatusBadge meaning="amber" icon="user-shield">
            {t('conflict.asked', { at: row.asked.at })}
          </StatusBadge>{' '}
          {row.asked.by === null ? null : `${both(row.asked.by)}: `}
          {row.asked.why}
        </p>
      )}
      {open.length === 0 ? null : (
        <div className={classes.acts}>
          {open.map((choice) => (
            <Button
              key={choice}
              size="xs"
              aria-label={`${t(`conflict.${choice}`)} ${row.number}`}
              onClick={() => setHow(choice)}
            >
              {t(`conflict.${choice}`)}
            </Button>
          ))}
        </div>
      )}
      <ConfirmAct
        opened={how !== undefined}
        onClose={() => setHow(undefined)}
        title={t(`conflict.${how ?? 'theirs'}`)}
        consequence={t(`conflict.${how ?? 'theirs'}-means`)}
        reason={how === 'theirs' ? 'optional' : 'required'}
        actLabel={t(`conflict.${how ?? 'theirs'}`)}
        onConfirm={async (why) => {
          if (how !== undefined) await settle.run({ actId: row.id, how, ...(why === '' ? {} : { why }) })
        }}
      />
    </li>
  )
}
