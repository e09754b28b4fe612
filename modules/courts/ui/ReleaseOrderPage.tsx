import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  ConfirmAct,
  Group,
  Icon,
  KeyValue,
  Load,
  Ltr,
  Page,
  StatusBadge,
  say,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { grounds } from '../codes.ts'
import { cancelRelease, getReleaseOrder, signRelease } from '../contract.ts'
import { CaseNumber } from './CaseLine.tsx'
import classes from './Courts.module.css'
import { QrDrawing } from './QrDrawing.tsx'
import { releaseMeaning } from './release-meaning.ts'
import { nameOf } from './words.ts'

type Order = OutputOf<typeof getReleaseOrder>

/** An order to the prison to release: the sheet as it is printed, and what may be done with it. */
export default function ReleaseOrderPage() {
  const { t } = useTranslation('courts')
  const { id = '' } = useRouteParams()
  const found = useCall(getReleaseOrder, { orderId: id })
  return (
    <Page title={t('release.title')} back={{ to: '/courts/release-orders', label: t('releases.title') }}>
      <Load call={found}>{(order) => <Shown order={order} />}</Load>
    </Page>
  )
}

function Shown({ order }: { order: Order }) {
  const { t } = useTranslation('courts')
  const maySign = useMay('courts:sign')
  const both = useBoth()
  const [act, setAct] = useState<'sign' | 'cancel' | null>(null)
  /** Kept on this page only: the server cannot tell it again. */
  const [code, setCode] = useState<string | null>(null)
  const sign = useCommand(signRelease)
  const cancel = useCommand(cancelRelease)
  const cancellable = order.own && maySign && ['draft', 'issued', 'verified'].includes(order.state)
  return (
    <>
      <Group gap={8} className={classes.screen ?? ''}>
        <StatusBadge meaning={releaseMeaning(order.state)}>{t(`release.state-${order.state}`)}</StatusBadge>
        {order.state === 'draft' && order.own && maySign && !order.mine ? (
          <Button
            variant="filled"
            leftSection={<Icon name="signature" size={17} />}
            onClick={() => setAct('sign')}
          >
            {t('release.sign')}
          </Button>
        ) : null}
        {code === null ? null : (
          <Button
            variant="filled"
            leftSection={<Icon name="printer" size={17} />}
            onClick={() => window.print()}
          >
            {t('common:act.print')}
          </Button>
        )}
        {cancellable ? <Button onClick={() => setAct('cancel')}>{t('release.cancel')}</Button> : null}
      </Group>
      {code === null ? null : (
        <div className={classes.screen}>
          <p className={classes.consequence}>
            <strong>{t('release.once-title')}</strong>
            <span>{t('release.once')}</span>
          </p>
        </div>
      )}
      {order.state === 'draft' && order.mine ? (
        <p className={classes.soft}>{t('release.own-draft')}</p>
      ) : null}
      {order.cancelReason === null ? null : (
        <p className={classes.soft}>{t('release.cancelled-why', { why: order.cancelReason })}</p>
      )}
      <Sheet order={order} code={code} />
      <ConfirmAct
        opened={act === 'sign'}
        onClose={() => setAct(null)}
        title={t('release.sign')}
        consequence={t('release.consequence', {
          name: both(nameOf(order)),
          prison: both({ en: order.prisonEn, ur: order.prisonUr }),
        })}
        others={t('release.others')}
        actLabel={t('release.sign')}
        onConfirm={async () => {
          const signed = await sign.run({ orderId: order.id })
          setCode(signed.code)
          say(t('release.signed'))
        }}
      />
      <ConfirmAct
        opened={act === 'cancel'}
        onClose={() => setAct(null)}
        title={t('release.cancel')}
        consequence={t('release.cancel-consequence')}
        reason="required"
        danger
        actLabel={t('release.cancel')}
        onConfirm={async (reason) => {
          await cancel.run({ orderId: order.id, reason })
          setCode(null)
        }}
      />
    </>
  )
}

function Sheet({ order, code }: { order: Order; code: string | null }) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { date } = useFormats()
  const father = both({
    en: order.fatherEn ?? order.fatherUr ?? '',
    ur: order.fatherUr ?? order.fatherEn ?? '',
  })
  return (
    <article className={classes.sheet}>
      <header className={classes.sheetHead}>
        <p>{both({ en: order.courtEn, ur: order.courtUr })}</p>
        <h2>{t('release.sheet-title')}</h2>
        <p>
          {order.number === null ? (
            t('release.unnumbered')
          ) : (
            <>
              {t('release.number')} <Ltr>{`${order.number}/${order.year}`}</Ltr>
              {order.issuedOn === null ? '' : ` · ${date(order.issuedOn)}`}
            </>
          )}
        </p>
      </header>
      <p>{t('release.to', { prison: both({ en: order.prisonEn, ur: order.prisonUr }) })}</p>
      <KeyValue
        columns={2}
        items={[
          { label: t('common:word.name'), value: <BothNames name={nameOf(order)} /> },
          {
            label: t('common:word.father-name'),
            value: father === '' ? t('common:word.not-recorded') : father,
          },
          { label: t('case'), value: <CaseNumber {...order} /> },
          {
            label: t('charges'),
            value: order.charges.map(({ act, section }) => (
              <div key={`${act} ${section}`}>
                <Ltr>{`${act} ${section}`}</Ltr>
              </div>
            )),
          },
          { label: t('release.ground'), value: both(grounds[order.ground]) },
        ]}
      />
      <p>{t('release.command')}</p>
      <footer className={classes.sheetFoot}>
        {code === null ? (
          <p className={classes.soft}>
            {t(order.state === 'draft' ? 'release.code-at-signing' : 'release.code-gone')}
          </p>
        ) : (
          <div className={classes.code}>
            <QrDrawing text={`mizan:robkar:${order.id}:${code}`} label={t('release.qr')} />
            <div>
              <div>{t('release.code')}</div>
              <strong>
                <Ltr>{code}</Ltr>
              </strong>
            </div>
          </div>
        )}
        <div className={classes.signature}>
          {order.signedByName === null ? t('release.not-signed') : both(order.signedByName)}
          <br />
          {t('release.judge')}
        </div>
      </footer>
    </article>
  )
}
