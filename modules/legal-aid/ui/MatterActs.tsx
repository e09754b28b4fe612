import { useState } from 'react'
import {
  ActForm,
  Button,
  ChoiceField,
  ConfirmAct,
  DateField,
  Group,
  SelectField,
  say,
  TextField,
  today,
  useBoth,
  useCommand,
  useFormValues,
  useTranslation,
} from '#platform/ui'
import {
  answerMatter,
  assignLawyer,
  closeMatter,
  entries,
  freeing,
  obstacles,
  outcomes,
  recordConsent,
  results,
  sendMatter,
  signPower,
  writeEntry,
} from '../contract.ts'
import type { MatterPageData } from './MatterPage.tsx'
import { ConsentFields } from './ScreenForm.tsx'

/** What whoever looks may do next with this matter; each act only for whom it is. */
export function Acts({ data }: { data: MatterPageData }) {
  const { t } = useTranslation('legal-aid')
  const both = useBoth()
  const matterId = data.matter.id
  const { may } = data
  if (!Object.values(may).some(Boolean)) return null
  return (
    <Group gap={8}>
      {may.consent ? (
        <ActForm
          label={t('do.consent')}
          icon="hand-stop"
          filled
          endpoint={recordConsent}
          initial={{ consent: '', consentOn: today() }}
          given={{ matterId }}
          onDone={() => say(t('done'))}
        >
          <ChoiceField
            name="consent"
            label={t('screen.consent')}
            required
            options={(['given', 'refused'] as const).map((value) => ({
              value,
              label: t(`consent.${value}`),
            }))}
          />
          <WhenGiven />
        </ActForm>
      ) : null}
      {may.send ? (
        <ActForm
          label={t('do.send')}
          icon="send"
          filled
          endpoint={sendMatter}
          initial={{ officeId: data.offices[0] === undefined ? '' : String(data.offices[0].id) }}
          given={{ matterId }}
          onDone={() => say(t('done'))}
        >
          <SelectField
            name="officeId"
            label={t('screen.office')}
            required
            options={data.offices.map((one) => ({ value: String(one.id), label: both(one.name) }))}
          />
        </ActForm>
      ) : null}
      {may.answer ? <Answer matterId={matterId} /> : null}
      {may.assign ? (
        <ActForm
          label={t(data.matter.standing === 'assigned' ? 'do.assign-other' : 'do.assign')}
          icon="user-check"
          filled={data.matter.standing === 'accepted'}
          endpoint={assignLawyer}
          given={{ matterId }}
          onDone={() => say(t('do.assigned'))}
        >
          <SelectField
            name="lawyerId"
            label={t('column.lawyer')}
            hint={t('do.assign-hint')}
            required
            options={data.lawyers.map((one) => ({ value: one.id, label: both(one.name) }))}
          />
        </ActForm>
      ) : null}
      {may.work ? <Work data={data} /> : null}
      {may.withdraw ? <Withdraw matterId={matterId} /> : null}
    </Group>
  )
}

function WhenGiven() {
  const { consent } = useFormValues<{ consent: string }>()
  return consent === 'given' ? <ConsentFields /> : null
}

function Answer({ matterId }: { matterId: string }) {
  const { t } = useTranslation('legal-aid')
  const accept = useCommand(answerMatter, { onDone: () => say(t('done')) })
  return (
    <>
      <Button
        size="xs"
        variant="filled"
        loading={accept.busy}
        onClick={() => accept.start({ matterId, answer: 'accept' })}
      >
        {t('do.accept')}
      </Button>
      <ActForm
        label={t('do.return')}
        icon="arrow-back-up"
        endpoint={answerMatter}
        given={{ matterId, answer: 'return' }}
        onDone={() => say(t('done'))}
      >
        <TextField name="reason" label={t('do.return-reason')} required multiline maxLength={1000} />
      </ActForm>
    </>
  )
}

function Withdraw({ matterId }: { matterId: string }) {
  const { t } = useTranslation('legal-aid')
  const [asked, ask] = useState(false)
  const command = useCommand(recordConsent, {
    onDone: () => {
      ask(false)
      say(t('done'))
    },
  })
  return (
    <>
      <Button size="xs" onClick={() => ask(true)}>
        {t('do.withdraw')}
      </Button>
      <ConfirmAct
        opened={asked}
        onClose={() => ask(false)}
        title={t('do.withdraw')}
        consequence={t('do.withdraw-consequence')}
        actLabel={t('do.withdraw')}
        onConfirm={() => command.run({ matterId, consent: 'withdrawn' })}
      />
    </>
  )
}

function Work({ data }: { data: MatterPageData }) {
  const { t } = useTranslation('legal-aid')
  const matterId = data.matter.id
  return (
    <>
      {data.matter.standing === 'assigned' && data.powerOn === null ? (
        <ActForm
          label={t('do.power')}
          icon="signature"
          endpoint={signPower}
          initial={{ onDate: today() }}
          given={{ matterId }}
          onDone={() => say(t('done'))}
        >
          <DateField name="onDate" label={t('power-on')} required />
        </ActForm>
      ) : null}
      <ActForm
        label={t('do.write')}
        icon="writing"
        filled={data.matter.standing === 'assigned'}
        endpoint={writeEntry}
        initial={{ kind: 'visit', onDate: today() }}
        given={{ matterId }}
        onDone={() => say(t('done'))}
      >
        <SelectField
          name="kind"
          label={t('do.kind')}
          required
          options={entries.map((value) => ({ value, label: t(`act.${value}`) }))}
        />
        <DateField name="onDate" label={t('do.on')} required />
        <OfKind />
      </ActForm>
      <ActForm
        label={t('do.close')}
        icon="circle-check"
        endpoint={closeMatter}
        initial={{ outcome: '', ...(data.freeOn === null ? {} : { freeOn: data.freeOn }) }}
        given={{ matterId }}
        onDone={({ daysSaved }) =>
          say(daysSaved === null ? t('do.closed') : t('do.closed-saved', { count: daysSaved }))
        }
      >
        <SelectField
          name="outcome"
          label={t('column.outcome')}
          required
          options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        />
        <FreeOn known={data.freeOn !== null} />
        <TextField name="words" label={t('do.words')} multiline maxLength={4000} />
      </ActForm>
    </>
  )
}

function OfKind() {
  const { t } = useTranslation('legal-aid')
  const { kind } = useFormValues<{ kind: string }>()
  return (
    <>
      {kind === 'filing' ? <TextField name="number" ltr label={t('do.number')} maxLength={60} /> : null}
      {kind === 'hearing' ? (
        <SelectField
          name="result"
          label={t('do.result')}
          required
          options={results.map((value) => ({ value, label: t(`result.${value}`) }))}
        />
      ) : null}
      {kind === 'obstacle' ? (
        <SelectField
          name="obstacle"
          label={t('do.obstacle')}
          required
          options={obstacles.map((value) => ({ value, label: t(`obstacle.${value}`) }))}
        />
      ) : null}
      {kind === 'filing' || kind === 'hearing' ? <DateField name="nextOn" label={t('column.next')} /> : null}
      {kind === 'visit' ? (
        <p>{t('do.visit-hint')}</p>
      ) : (
        <TextField name="words" label={t('do.words')} hint={t('do.words-hint')} multiline maxLength={4000} />
      )}
    </>
  )
}

function FreeOn({ known }: { known: boolean }) {
  const { t } = useTranslation('legal-aid')
  const { outcome } = useFormValues<{ outcome: string }>()
  return freeing.some((one) => one === outcome) && !known ? (
    <DateField name="freeOn" label={t('free-on')} hint={t('do.free-hint')} />
  ) : null
}
