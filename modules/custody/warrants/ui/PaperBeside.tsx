import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Alert,
  Button,
  call,
  ErrorPanel,
  Icon,
  Link,
  Ltr,
  StatusBadge,
  TextInput,
  useBoth,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { type Code, codeIn } from '../../code-reader/read-code.ts'
import { type Order, readOrderCode } from '../contract.ts'
import { KeepPage } from './KeepPage.tsx'
import { ScanPage } from './ScanPage.tsx'
import classes from './Warrants.module.css'

type Found = OutputOf<typeof readOrderCode>

type TypedPaper = {
  readonly paper?: Readonly<Record<string, unknown>> & {
    readonly scans?: readonly string[]
    readonly orderCode?: string
  }
}

/** The fields of a warrant on paper with its scan beside them; a code on the paper brings the order’s own fields in. */
export function PaperBeside({ children }: { children: (order: Order | undefined) => ReactNode }) {
  const [order, setOrder] = useState<Order>()
  return (
    <div className={classes.beside}>
      <div className={classes.fields}>{children(order)}</div>
      <Paper onOrder={setOrder} />
    </div>
  )
}

const fieldsOf = (order: Order): Readonly<Record<string, unknown>> => ({
  kind: order.kind,
  courtId: String(order.courtId),
  stationId: String(order.stationId),
  firNumber: order.firNumber,
  firYear: order.firYear,
  offenceOn: order.offenceOn,
  sections: order.sections,
  issuedOn: order.issuedOn,
  ...(order.nextProduction === null ? {} : { nextProduction: order.nextProduction }),
})

function Paper({ onOrder }: { onOrder: (order: Order) => void }) {
  const { t } = useTranslation('custody-warrants')
  const { paper } = useFormValues<TypedPaper>()
  const set = useSetField()
  const scans = paper?.scans ?? []
  const [told, setTold] = useState<string | null>(null)
  const [found, setFound] = useState<{ code: string; answer: Found }>()
  const [error, setError] = useState<unknown>(null)

  const bringIn = (code: string, order: Order) => {
    onOrder(order)
    for (const [field, value] of Object.entries(fieldsOf(order))) set(`paper.${field}`, value)
    set('paper.orderCode', code)
  }
  const lookUp = async (code: string) => {
    setError(null)
    try {
      const answer = await call(readOrderCode, { code })
      setFound({ code, answer })
      setTold(null)
      // What somebody has typed is not written over without their press.
      const typed = Object.entries(paper ?? {}).some(
        ([field, value]) =>
          ['sections', 'issuedOn', 'firNumber'].includes(field) && value !== undefined && value !== '',
      )
      if (answer.order !== null && open(answer) && !typed) bringIn(code, answer.order)
    } catch (trouble) {
      setError(trouble)
    }
  }
  const read = async (code: Code | null) => {
    if (code?.kind === 'paper') await lookUp(code.code)
    else setTold(t(code === null ? 'code.none' : 'code.robkar'))
  }
  return (
    <section className={classes.paper} aria-label={t('scan.title')}>
      <strong>{t('scan.title')}</strong>
      <p className={classes.soft}>{t('scan.hint')}</p>
      <KeepPage
        kind="warrant"
        onKept={(scanId, file) => {
          set('paper.scans', [...scans, scanId])
          if (file.type === 'application/pdf') return
          setTold(t('code.reading'))
          void codeIn(file).then(read)
        }}
      />
      <TypedCode onCode={(code) => void lookUp(code)} />
      <div role="status">
        {told === null ? null : <p className={classes.soft}>{told}</p>}
        {found === undefined ? null : (
          <FoundOrder
            found={found.answer}
            brought={paper?.orderCode === found.code}
            onBring={(order) => bringIn(found.code, order)}
          />
        )}
      </div>
      {error === null ? null : <ErrorPanel error={error} />}
      <ul className={classes.pages}>
        {scans.map((id, at) => (
          <li key={id}>
            <ScanPage id={id} n={at + 1}>
              <Button
                size="xs"
                variant="subtle"
                onClick={() =>
                  set(
                    'paper.scans',
                    scans.filter((one) => one !== id),
                  )
                }
              >
                {t('scan.leave')}
              </Button>
            </ScanPage>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Nothing else holds this person already: only then is the form filled. */
const open = (found: Found) =>
  found.status === 'valid' && found.handoverId === null && found.standsUnder === null

function TypedCode({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useTranslation('custody-warrants')
  const [code, setCode] = useState('')
  return (
    <div className={classes.code}>
      <TextInput
        label={t('code.label')}
        description={t('code.hint')}
        dir="ltr"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter belongs to the code here, not to the form it stands in.
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (code.trim() !== '') onCode(code.trim())
        }}
      />
      <Button
        size="xs"
        disabled={code.trim() === ''}
        leftSection={<Icon name="search" size={16} />}
        onClick={() => onCode(code.trim())}
      >
        {t('code.look')}
      </Button>
    </div>
  )
}

function FoundOrder({
  found,
  brought,
  onBring,
}: {
  found: Found
  brought: boolean
  onBring: (order: Order) => void
}) {
  const { t } = useTranslation('custody-warrants')
  const both = useBoth()
  const { order } = found
  if (found.status !== 'valid') return <Alert color="red">{t(`order.${found.status}`)}</Alert>
  return (
    <div className={classes.order}>
      <StatusBadge meaning="blue" icon="shield-check">
        {t('order.genuine', { number: found.number, issuer: both(found.issuer) })}
      </StatusBadge>
      {order === null ? (
        <p>{t('order.elsewhere')}</p>
      ) : (
        <>
          <p>
            {order.father === null
              ? t('order.names', { name: both(order.accused) })
              : t('order.names-father', { name: both(order.accused), father: both(order.father) })}
          </p>
          {found.handoverId !== null ? (
            <p>
              {t('order.handed-over')}{' '}
              <Link
                to={
                  found.standsUnder === null
                    ? `/custody/admissions/new?handover=${found.handoverId}`
                    : `/custody/prisoners/${found.standsUnder}/warrant?handover=${found.handoverId}`
                }
              >
                {t('order.receive')}
              </Link>
            </p>
          ) : found.standsUnder !== null ? (
            <p>
              {t('order.stands')}{' '}
              <Link to={`/custody/prisoners/${found.standsUnder}`}>{t('order.open')}</Link>
            </p>
          ) : brought ? (
            <p>
              {t('order.filled')} <Ltr>{order.sections}</Ltr>
            </p>
          ) : (
            <Button size="xs" variant="filled" onClick={() => onBring(order)}>
              {t('order.bring')}
            </Button>
          )}
        </>
      )}
    </div>
  )
}
