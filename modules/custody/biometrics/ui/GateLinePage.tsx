import { useEffect, useRef, useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  EmptyState,
  ErrorPanel,
  Icon,
  Link,
  Load,
  Ltr,
  Page,
  SegmentedControl,
  StatusBadge,
  urlOf,
  useBoth,
  useCall,
  useCommand,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { checkIdentity, gateLines, listGateLine } from '../../contract.ts'
import classes from './Biometrics.module.css'
import { NoReader, useFingerCheck } from './FingerStep.tsx'

type Data = OutputOf<typeof listGateLine>
type Row = Data['rows'][number]

/**
 * The line at the gate: forty leave for court at once, so each is one press, and the next one is under the key already. With a reader
 * the press takes the finger; without one it says that the face is that of the photograph, or where there is none that the answers agree.
 */
export default function GateLinePage() {
  const { t } = useTranslation('custody-biometrics')
  const [said, setLine] = useQueryText('for', 'court')
  const line = gateLines.find((one) => one === said) ?? 'court'
  const found = useCall(listGateLine, { line }, { refetchEvery: 60_000 })
  return (
    <Page
      title={t('line.title')}
      lead={t('line.lead')}
      actions={
        <SegmentedControl
          aria-label={t('line.title')}
          value={line}
          onChange={setLine}
          data={gateLines.map((value) => ({ value, label: t(`line.${value}`) }))}
        />
      }
    >
      <Load call={found} lines={8}>
        {(data) => <Line key={line} data={data} line={line} />}
      </Load>
    </Page>
  )
}

function Line({ data, line }: { data: Data; line: (typeof gateLines)[number] }) {
  const { t } = useTranslation('custody-biometrics')
  const done = data.rows.filter((row) => row.standing === 'known').length
  const list = useRef<HTMLOListElement>(null)
  const [passed, setPassed] = useState<string>()
  // The key that said yes to one stands on the next who was not compared yet.
  useEffect(() => {
    if (passed === undefined) return
    const at = data.rows.findIndex((row) => row.imprisonmentId === passed)
    const next = data.rows.slice(at + 1).find((row) => row.standing === 'unknown')
    list.current?.querySelector<HTMLButtonElement>(`[data-of="${next?.imprisonmentId}"]`)?.focus()
    setPassed(undefined)
  }, [passed, data.rows])
  if (data.rows.length === 0)
    return <EmptyState icon="users" title={t(`line.empty-${line}`)} why={t('line.empty-why')} />
  return (
    <>
      <div className={classes.line}>
        {data.setup.driver === 'none' ? <NoReader /> : null}
        <StatusBadge meaning={data.demanded ? 'amber' : 'grey'} icon={data.demanded ? 'lock' : 'notebook'}>
          {t(data.demanded ? 'demand.demanded' : 'demand.recorded')}
        </StatusBadge>
        <span role="status">{t('line.done', { done, all: data.rows.length })}</span>
      </div>
      <progress
        className={classes.progress}
        value={done}
        max={data.rows.length}
        aria-label={t('line.title')}
      />
      <ol className={classes.queue} ref={list}>
        {data.rows.map((row) => (
          <One
            key={row.imprisonmentId}
            row={row}
            data={data}
            onPassed={() => setPassed(row.imprisonmentId)}
          />
        ))}
      </ol>
    </>
  )
}

function One({ row, data, onPassed }: { row: Row; data: Data; onPassed: () => void }) {
  const { t } = useTranslation('custody-biometrics')
  const both = useBoth()
  const finger = useFingerCheck(data.setup)
  const eye = useCommand(checkIdentity, { onDone: onPassed })
  const [why, setWhy] = useState<string>()
  const byFinger = data.setup.driver !== 'none' && row.enrolled > 0 && why === undefined
  const id = row.imprisonmentId
  const press = () => {
    if (!byFinger)
      return eye.start({ id, outcome: 'same', compared: [row.photo === null ? 'answers' : 'photograph'] })
    void finger.run(id).then(
      (answer) => (answer.why === null ? onPassed() : setWhy(answer.why)),
      () => undefined,
    )
  }
  const error = finger.error ?? eye.error
  return (
    <li className={classes.queued} data-standing={row.standing}>
      {row.photo === null ? (
        <span className={classes.noPhoto}>
          <Icon name="user" size={30} />
        </span>
      ) : (
        <img
          className={classes.face}
          src={urlOf(downloadDocument, { documentId: row.photo, version: 1, inline: 'yes' })}
          alt={both(row.name)}
        />
      )}
      <span className={classes.who}>
        <BothNames name={row.name} as="inline" to={`/custody/prisoners/${id}`} />
        <span className={classes.soft}>
          <Ltr>{row.number}</Ltr>
          {row.father === null ? null : ` · ${t('custody:word.father')} ${both(row.father)}`}
        </span>
        {why === undefined ? null : (
          <StatusBadge meaning="amber" icon="eye">
            {t(`why.${why}`)}
          </StatusBadge>
        )}
        {error == null ? null : <ErrorPanel error={error} />}
      </span>
      {row.standing === 'unknown' ? (
        <span className={classes.acts}>
          <Button
            data-of={id}
            variant="filled"
            loading={finger.busy || eye.busy}
            leftSection={<Icon name={byFinger ? 'fingerprint-scan' : 'eye'} size={18} />}
            onClick={press}
          >
            {t(byFinger ? 'line.finger' : row.photo === null ? 'line.answers' : 'line.eye')}
          </Button>
          <Link to={`/custody/prisoners/${id}/compare`}>{t('line.otherwise')}</Link>
        </span>
      ) : (
        <StatusBadge
          meaning={row.standing === 'known' ? 'blue' : 'red'}
          icon={row.standing === 'mistaken' ? 'hand-stop' : row.how === 'finger' ? 'fingerprint' : 'eye'}
        >
          {row.standing === 'mistaken' ? t('line.mistaken') : t(`how.${row.how ?? 'eye'}`)}
        </StatusBadge>
      )}
    </li>
  )
}
