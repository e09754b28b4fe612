import { useState } from 'react'
import {
  Button,
  ConfirmAct,
  EmptyState,
  Ltr,
  useBoth,
  useCommand,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { type OpenConflict, settleConflict } from '../contract.ts'
import classes from './Visits.module.css'
import { Who } from './words.tsx'

/** What the desk did and what the record says, side by side, until an officer settles it. */
export function Conflicts({ rows }: { rows: readonly OpenConflict[] }) {
  const { t } = useTranslation('custody-visits')
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

function One({ row }: { row: OpenConflict }) {
  const { t } = useTranslation('custody-visits')
  const { instant, date } = useFormats()
  const both = useBoth()
  const maySettle = useMay('custody:override-visit')
  const settle = useCommand(settleConflict)
  const [how, setHow] = useState<'recorded' | 'set-aside'>()
  const { conflict } = row
  return (
    <li className={classes.item}>
      <Who one={row} />
      <div className={classes.sides}>
        <div className={classes.side} data-side="desk">
          <h4>{t('conflict.desk')}</h4>
          <p>
            {t(`act.${row.kind}`)} · {instant(row.doneAt)}
          </p>
          {row.slotAt === null ? null : (
            <p>
              {t('new.slot')}: <Ltr>{row.slotAt}</Ltr>
            </p>
          )}
          {row.tokenCode === null ? null : (
            <p>
              {t('token.title')}: <Ltr>{row.tokenCode}</Ltr>
            </p>
          )}
          {row.visitors.length === 0 ? null : <p>{row.visitors.map((one) => both(one)).join(t('comma'))}</p>}
          {row.followed.map((one) => (
            <p key={`${one.kind}${one.doneAt}`} className={classes.soft}>
              {t(`act.${one.kind}`)} · {instant(one.doneAt)}
            </p>
          ))}
          <p className={classes.soft}>{t('conflict.received', { at: row.receivedAt })}</p>
        </div>
        <div className={classes.side} data-side="record">
          <h4>{t('conflict.record')}</h4>
          {conflict.codes.map((code) => (
            <p key={code}>{t(`obstacle.${code.replace('custody-visits.', '')}`)}</p>
          ))}
          {conflict.visitState === null ? null : (
            <p>
              {t('conflict.state')}: {t(`state.${conflict.visitState}`)}
            </p>
          )}
          {conflict.allowed === null || conflict.per === null ? null : (
            <p>{t(`quota.${conflict.per}`, { used: conflict.counted.length, visits: conflict.allowed })}</p>
          )}
          {conflict.counted.map((visit) => (
            <p key={`${visit.onDate}${visit.slotAt}`} className={classes.soft}>
              {date(visit.onDate)} <Ltr>{visit.slotAt}</Ltr>
              {visit.tokenNo === null ? null : ` · ${t('token.title')} ${visit.tokenNo}`}
            </p>
          ))}
        </div>
      </div>
      {maySettle ? (
        <div className={classes.acts}>
          {row.kind === 'walk-in' ? (
            <Button size="xs" variant="light" onClick={() => setHow('recorded')}>
              {t('conflict.recorded')}
            </Button>
          ) : null}
          <Button size="xs" onClick={() => setHow('set-aside')}>
            {t('conflict.set-aside')}
          </Button>
        </div>
      ) : (
        <p className={classes.soft}>{t('conflict.officer')}</p>
      )}
      <ConfirmAct
        opened={how !== undefined}
        onClose={() => setHow(undefined)}
        title={t(`conflict.${how ?? 'recorded'}`)}
        consequence={t(`conflict.${how ?? 'recorded'}-means`)}
        reason="required"
        actLabel={t(`conflict.${how ?? 'recorded'}`)}
        onConfirm={async (why) => {
          if (how !== undefined) await settle.run({ actId: row.id, how, why })
        }}
      />
    </li>
  )
}
