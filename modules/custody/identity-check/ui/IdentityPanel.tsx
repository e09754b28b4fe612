import { useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  CheckField,
  ChoiceField,
  ConfirmAct,
  Form,
  Icon,
  KeyValue,
  Load,
  Ltr,
  Section,
  StatusBadge,
  TextField,
  urlOf,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useFormValues,
  useMay,
  useTranslation,
} from '#platform/ui'
import { checkArrivalFinger, checkFinger } from '../../biometrics/contract.ts'
import { FingerStep } from '../../biometrics/ui/FingerStep.tsx'
import {
  checkArrivalIdentity,
  checkIdentity,
  comparisons,
  getArrivalIdentity,
  getIdentity,
  settleIdentity,
} from '../contract.ts'
import classes from './Identity.module.css'

type Identity = OutputOf<typeof getIdentity>

const looks = {
  known: { meaning: 'blue', icon: 'circle-check' },
  unknown: { meaning: 'amber', icon: 'help' },
  mistaken: { meaning: 'red', icon: 'hand-stop' },
} as const

/** At which gate it is asked: of a prisoner of this prison, or of somebody who comes on a transfer. */
const gates = {
  own: { identity: getIdentity, check: checkIdentity, finger: checkFinger },
  arrival: { identity: getArrivalIdentity, check: checkArrivalIdentity, finger: checkArrivalFinger },
} as const
type Gate = keyof typeof gates

/** At the gate: the photograph, what to ask, and whether the person who stands there is the one the paper means. */
export default function IdentityPanel({ id, gate = 'own' }: { id: string; gate?: Gate }) {
  const { t } = useTranslation('custody-identity-check')
  const found = useCall(gates[gate].identity, { id })
  return (
    <Section title={t('title')}>
      <Load call={found} lines={4}>
        {(identity) =>
          identity.held ? (
            <Comparison id={id} gate={gate} identity={identity} />
          ) : (
            <Checks identity={identity} />
          )
        }
      </Load>
    </Section>
  )
}

function Comparison({ id, gate, identity }: { id: string; gate: Gate; identity: Identity }) {
  const { t } = useTranslation('custody-identity-check')
  const [again, setAgain] = useState(false)
  const look = looks[identity.standing]
  const asks = identity.standing === 'unknown' || (identity.standing === 'known' && again)
  return (
    <div className={classes.comparison}>
      <StatusBadge meaning={look.meaning} icon={look.icon}>
        {t(`standing.${identity.standing}`)}
      </StatusBadge>
      {asks ? (
        <>
          <FingerStep
            id={id}
            endpoint={gates[gate].finger}
            setup={identity.setup}
            enrolled={identity.enrolled}
            onKnown={() => setAgain(false)}
          />
          <p className={classes.soft}>{t('lead')}</p>
          <Known identity={identity} />
          <Found id={id} gate={gate} onDone={() => setAgain(false)} />
        </>
      ) : identity.standing === 'known' ? (
        <div>
          <Button size="xs" onClick={() => setAgain(true)}>
            {t('again')}
          </Button>
        </div>
      ) : null}
      <Checks identity={identity} />
    </div>
  )
}

function Known({ identity }: { identity: Identity }) {
  const { t } = useTranslation('custody-identity-check')
  const both = useBoth()
  const { date, instant } = useFormats()
  return (
    <div className={classes.known}>
      {identity.photo === null ? (
        <StatusBadge meaning="amber" icon="photo">
          {t('no-photo')}
        </StatusBadge>
      ) : (
        <img
          className={classes.photo}
          src={urlOf(downloadDocument, { documentId: identity.photo, version: 1, inline: 'yes' })}
          alt={both(identity.name)}
        />
      )}
      <KeyValue
        columns={2}
        items={[
          { label: t('fact.name'), value: both(identity.name) },
          { label: t('fact.father'), value: identity.father === null ? '' : both(identity.father) },
          {
            label: t('fact.born'),
            value:
              identity.birthDate === null ? (
                ''
              ) : identity.birthPrecision === 'day' ? (
                date(identity.birthDate)
              ) : (
                <Ltr>{identity.birthDate.slice(0, 4)}</Ltr>
              ),
          },
          { label: t('fact.address'), value: <bdi>{identity.address ?? ''}</bdi> },
          { label: t('fact.admitted'), value: instant(identity.admittedAt) },
        ]}
      />
    </div>
  )
}

function Found({ id, gate, onDone }: { id: string; gate: Gate; onDone: () => void }) {
  const { t } = useTranslation('custody-identity-check')
  return (
    <Form
      endpoint={gates[gate].check}
      initial={{}}
      submit={t('submit')}
      prepare={({ by, ...values }) => ({
        ...values,
        id,
        compared: comparisons.filter((one) => (by as Record<string, boolean> | undefined)?.[one] === true),
      })}
      onDone={onDone}
    >
      <fieldset className={classes.compared}>
        <legend>{t('field.compared')}</legend>
        {comparisons.map((one) => (
          <CheckField key={one} name={`by.${one}`} label={t(`compared.${one}`)} />
        ))}
      </fieldset>
      <ChoiceField
        name="outcome"
        label={t('field.outcome')}
        required
        options={(['same', 'not-same'] as const).map((value) => ({ value, label: t(`outcome.${value}`) }))}
      />
      <WhatDiffers />
    </Form>
  )
}

function WhatDiffers() {
  const { t } = useTranslation('custody-identity-check')
  const { outcome } = useFormValues<{ outcome?: string }>()
  return outcome === 'not-same' ? <TextField name="note" label={t('field.note')} required /> : null
}

function Checks({ identity }: { identity: Identity }) {
  const { t } = useTranslation('custody-identity-check')
  const both = useBoth()
  const maySettle = useMay('custody:settle-identity')
  const settle = useCommand(settleIdentity)
  const [settling, setSettling] = useState<string>()
  if (identity.checks.length === 0) return null
  return (
    <>
      <ul className={classes.checks}>
        {identity.checks.map((check) => (
          <li key={check.id}>
            <Icon name={check.outcome === 'same' ? 'circle-check' : 'hand-stop'} size={17} />
            <strong>{t(`outcome.${check.outcome}`)}</strong>
            <How check={check} />
            <span className={classes.soft}>{t('by', { name: both(check.by), at: check.at })}</span>
            {check.note === null ? null : <bdi>{check.note}</bdi>}
            {check.settled === null ? null : (
              <span>
                {t('settled', { name: both(check.settled.by), at: check.settled.at, why: check.settled.why })}
              </span>
            )}
            {check.outcome === 'not-same' && check.settled === null && maySettle && !check.own ? (
              <Button size="xs" onClick={() => setSettling(check.id)}>
                {t('settle')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ConfirmAct
        opened={settling !== undefined}
        onClose={() => setSettling(undefined)}
        title={t('settle-title')}
        consequence={t('settle-consequence')}
        reason="required"
        actLabel={t('settle')}
        onConfirm={async (why) => {
          if (settling !== undefined) await settle.run({ checkId: settling, why })
        }}
      />
    </>
  )
}

/** By what it was decided: a finger, by which matcher; or the eye, and why no finger did. */
function How({ check }: { check: Identity['checks'][number] }) {
  const { t } = useTranslation('custody-identity-check')
  const { compared, finger } = check
  return (
    <span className={classes.soft}>
      {compared.map((one) => t(`compared.${one}`)).join(' · ')}
      {finger === null ? null : finger.why === null ? (
        <>
          {' · '}
          <Ltr>{`${finger.matcher} ${finger.version}: ${finger.score}`}</Ltr>
        </>
      ) : (
        ` · ${t('by-eye', { why: t(`custody-biometrics:why.${finger.why}`) })}`
      )}
    </span>
  )
}
