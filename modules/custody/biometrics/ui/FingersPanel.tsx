import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  ErrorPanel,
  Icon,
  Load,
  Ltr,
  NativeSelect,
  Section,
  StatusBadge,
  say,
  useBoth,
  useCall,
  useCommand,
  useMay,
  useTranslation,
} from '#platform/ui'
import { enrolFinger, eraseFingers, getFingers, missFinger, missingReasons } from '../contract.ts'
import type { Finger } from '../finger-record.ts'
import classes from './Biometrics.module.css'
import { NoReader } from './FingerStep.tsx'
import { type FingerState, Hands, nextFinger } from './Hands.tsx'
import { useCapture } from './use-capture.ts'

type Data = OutputOf<typeof getFingers>

/** The prisoner's ten fingers: which are on record, how good, which are missing and why. A template is shown nowhere. */
export default function FingersPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-biometrics')
  const found = useCall(getFingers, { id })
  const mayErase = useMay('custody:erase-fingers')
  const erase = useCommand(eraseFingers, { onDone: () => say(t('erase.done')) })
  const [erasing, setErasing] = useState(false)
  const enrolled = found.data?.fingers.some((one) => one.state === 'enrolled') === true
  return (
    <Section
      title={t('panel.title')}
      actions={
        mayErase && enrolled ? (
          <Button size="xs" onClick={() => setErasing(true)}>
            {t('erase.act')}
          </Button>
        ) : undefined
      }
    >
      <Load call={found} lines={5}>
        {(data) => <Fingers id={id} data={data} />}
      </Load>
      <ConfirmAct
        opened={erasing}
        onClose={() => setErasing(false)}
        title={t('erase.act')}
        consequence={t('erase.means')}
        reason="required"
        danger
        actLabel={t('erase.act')}
        onConfirm={(order) => erase.run({ id, order })}
      />
    </Section>
  )
}

function Fingers({ id, data }: { id: string; data: Data }) {
  const { t } = useTranslation('custody-biometrics')
  const both = useBoth()
  const may = useMay('custody:enrol-finger')
  const states = new Map<Finger, FingerState>(data.fingers.map((one) => [one.finger, one.state]))
  const [chosen, setChosen] = useState<Finger>(1)
  const one = data.fingers.find(({ finger }) => finger === chosen)
  const taken = data.fingers.filter(({ state }) => state === 'enrolled').length
  return (
    <div className={classes.panel}>
      <div className={classes.line}>
        {data.setup.driver === 'none' ? <NoReader /> : null}
        <StatusBadge
          meaning={taken === 0 ? 'amber' : 'blue'}
          icon={taken === 0 ? 'alert-triangle' : 'fingerprint'}
        >
          {t('panel.taken', { count: taken })}
        </StatusBadge>
      </div>
      <div className={classes.both}>
        <Hands states={states} chosen={chosen} onChoose={setChosen} />
        <div className={classes.one}>
          <strong>{t(`finger.${chosen}`)}</strong>
          <span>
            {one === undefined
              ? t('state.none')
              : one.missingWhy === null
                ? t(`state.${one.state}`)
                : t('panel.missing', { why: t(`missing.${one.missingWhy}`) })}
          </span>
          {one?.state === 'enrolled' ? <Quality quality={one.quality} minutiae={one.minutiae} /> : null}
          {one === undefined ? null : (
            <span className={classes.soft}>{t('panel.by', { name: both(one.by), at: one.at })}</span>
          )}
          {one?.words == null ? null : <bdi className={classes.soft}>{one.words}</bdi>}
          {may && data.held ? (
            <Take
              key={chosen}
              id={id}
              data={data}
              finger={chosen}
              onDone={() => setChosen(nextFinger(states, chosen))}
            />
          ) : null}
        </div>
      </div>
    </div>
  )
}

function Quality({ quality, minutiae }: { quality: number | null; minutiae: number | null }) {
  const { t } = useTranslation('custody-biometrics')
  return (
    <span className={classes.line}>
      {quality === null ? null : (
        <>
          <meter
            className={classes.meter}
            min={0}
            max={100}
            low={40}
            high={60}
            optimum={100}
            value={quality}
            aria-label={t('panel.quality')}
          />
          <span>
            {t('panel.quality')} <Ltr>{String(quality)}</Ltr>
          </span>
        </>
      )}
      {minutiae === null ? null : (
        <span className={classes.soft}>{t('panel.minutiae', { count: minutiae })}</span>
      )}
    </span>
  )
}

function Take({ id, data, finger, onDone }: { id: string; data: Data; finger: Finger; onDone: () => void }) {
  const { t } = useTranslation('custody-biometrics')
  const { capture, busy, trouble } = useCapture(data.setup)
  const enrol = useCommand(enrolFinger)
  const miss = useCommand(missFinger)
  const [why, setWhy] = useState('')
  const take = async () => {
    const found = await capture(finger)
    if (found === null) return
    await enrol.run({ id, finger, ...found }).then(onDone, () => undefined)
  }
  const reason = missingReasons.find((known) => known === why)
  return (
    <>
      {data.setup.driver === 'none' ? null : (
        <Button
          variant="filled"
          loading={busy || enrol.busy}
          leftSection={<Icon name="fingerprint-scan" size={18} />}
          onClick={() => void take()}
        >
          {t('panel.take')}
        </Button>
      )}
      <form
        className={classes.miss}
        onSubmit={(event) => {
          event.preventDefault()
          if (reason !== undefined) void miss.run({ id, finger, why: reason }).then(onDone, () => undefined)
        }}
      >
        <NativeSelect
          label={t('panel.cannot')}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          data={[
            { value: '', label: t('common:form.choose') },
            ...missingReasons.map((value) => ({ value, label: t(`missing.${value}`) })),
          ]}
        />
        <Button type="submit" size="sm" disabled={reason === undefined} loading={miss.busy}>
          {t('panel.record')}
        </Button>
      </form>
      {trouble === undefined ? null : (
        <StatusBadge meaning="amber" icon="alert-triangle">
          {trouble}
        </StatusBadge>
      )}
      {enrol.error == null ? null : <ErrorPanel error={enrol.error} />}
      {miss.error == null ? null : <ErrorPanel error={miss.error} />}
    </>
  )
}
