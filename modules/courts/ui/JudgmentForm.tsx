import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ChoiceField,
  Columns,
  DateField,
  Fieldset,
  Form,
  NumberField,
  SelectField,
  say,
  TextField,
  useBoth,
  useFormValues,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { acquittalReasons, verdicts } from '../codes.ts'
import { draftJudgment, type getJudgmentForm } from '../contract.ts'
import { useOptions } from './words.ts'

type Facts = OutputOf<typeof getJudgmentForm>
type Spell = { from: string; to: string }

interface SentenceTyped {
  imprisonment: string
  term: Record<string, number | string>
  relation: string
  setOff: string
  setOffCustody: Spell[]
  setOffReasons: string
  fineAmount: number | string
  fineDefault: Record<string, number | string>
}

interface Typed extends Record<string, unknown> {
  onDate: string
  verdict: string
  charges: { chargeId: string; verdict: string; sentence: SentenceTyped }[]
}

/** The judgment on one accused: a finding on each charge, and for each proved charge its sentence. */
export function JudgmentForm({ partyId, facts, done }: { partyId: string; facts: Facts; done: () => void }) {
  const { t } = useTranslation('courts')
  const [initial] = useState(() => typedFrom(facts))
  return (
    <Form
      endpoint={draftJudgment}
      draft={`courts.judgment.${partyId}`}
      initial={initial}
      prepare={(values) => prepared(partyId, values as Typed)}
      submit={t('judgment.submit')}
      onDone={() => {
        say(t('judgment.drafted'))
        done()
      }}
    >
      <Fields facts={facts} />
    </Form>
  )
}

function typedFrom(facts: Facts): Typed {
  const draft = facts.judgment
  return {
    onDate: draft?.onDate ?? facts.today,
    verdict: draft?.verdict ?? '',
    acquittalReason: draft?.acquittalReason ?? '',
    textEn: draft?.textEn ?? '',
    textUr: draft?.textUr ?? '',
    charges: facts.charges.map((charge) => {
      const found = draft?.charges.find(({ chargeId }) => chargeId === charge.id)
      const given = found?.sentence
      return {
        chargeId: charge.id,
        verdict: found?.verdict ?? '',
        sentence: {
          imprisonment: given?.imprisonment ?? '',
          term: typeof given?.term === 'object' ? { ...given.term } : {},
          relation: given?.relation ?? '',
          setOff: given?.setOff ?? '',
          setOffCustody: given?.setOffCustody.length ? given.setOffCustody : facts.custodyBefore,
          setOffReasons: given?.setOffReasons ?? '',
          fineAmount: given?.fineAmount ?? '',
          fineDefault: { ...given?.fineDefault },
        },
      }
    }),
  }
}

/** What the endpoint takes: whole-life terms by their word, the first sentence marked as first, days only where they count. */
function prepared(partyId: string, values: Typed): Record<string, unknown> {
  let first = true
  const convicted = values.verdict === 'convicted'
  return {
    ...values,
    partyId,
    ...(convicted ? { acquittalReason: undefined } : {}),
    charges: values.charges.map(({ chargeId, verdict, sentence }) => {
      if (!convicted) return { chargeId, verdict: 'acquitted' }
      if (verdict !== 'convicted') return { chargeId, verdict }
      const { imprisonment, term, relation, setOffCustody, setOffReasons, ...rest } = sentence
      const relates = first ? 'FIRST' : relation
      first = false
      return {
        chargeId,
        verdict,
        sentence: {
          ...rest,
          imprisonment,
          term: imprisonment === 'life' ? 'LIFE' : imprisonment === 'death' ? 'DEATH' : filled(term),
          relation: relates,
          // A silent judgment keeps the days too: the proof then shows what granting them would change.
          ...(rest.setOff === 'REFUSED' ? { setOffReasons } : { setOffCustody: complete(setOffCustody) }),
          fineAmount: rest.fineAmount === '' ? 0 : rest.fineAmount,
          fineDefault: hasAny(rest.fineDefault) ? filled(rest.fineDefault) : undefined,
        },
      }
    }),
  }
}

const complete = (spells: readonly Spell[]) => spells.filter(({ from, to }) => from !== '' || to !== '')
const hasAny = (term: Record<string, number | string>) =>
  Object.values(term).some((part) => part !== '' && part !== undefined)
/** At least one part is sent, so that an empty term is named at its first field and not at the whole sentence. */
const filled = (term: Record<string, number | string>) => (hasAny(term) ? term : { years: 0 })

function Fields({ facts }: { facts: Facts }) {
  const { t } = useTranslation('courts')
  const options = useOptions()
  const values = useFormValues<Typed>()
  const convicted = values.verdict === 'convicted'
  const firstProved = values.charges.findIndex(({ verdict }) => verdict === 'convicted')
  return (
    <>
      <Columns>
        <DateField name="onDate" label={t('judgment.on')} required />
        <SelectField name="verdict" label={t('judgment.verdict')} options={options(verdicts)} required />
      </Columns>
      {values.verdict === '' || convicted ? null : (
        <SelectField
          name="acquittalReason"
          label={t('judgment.why')}
          options={options(acquittalReasons)}
          required
        />
      )}
      {convicted
        ? facts.charges.map((charge, index) => (
            <ChargeFields key={charge.id} charge={charge} index={index} first={index === firstProved} />
          ))
        : null}
      <TextField name="textUr" label={t('judgment.text-ur')} lang="ur" multiline />
      <TextField name="textEn" label={t('judgment.text-en')} lang="en" multiline />
    </>
  )
}

function ChargeFields({
  charge,
  index,
  first,
}: {
  charge: Facts['charges'][number]
  index: number
  first: boolean
}) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const values = useFormValues<Typed>()
  const typed = values.charges[index]
  const at = `charges.${index}`
  return (
    <Fieldset legend={`${charge.act} ${charge.section}: ${both({ en: charge.titleEn, ur: charge.titleUr })}`}>
      <ChoiceField
        name={`${at}.verdict`}
        label={t('judgment.finding')}
        required
        options={(['convicted', 'acquitted'] as const).map((value) => ({
          value,
          label: t(`judgment.finding-${value}`),
        }))}
      />
      {typed?.verdict === 'convicted' ? (
        <SentenceFields at={`${at}.sentence`} sentence={typed.sentence} charge={charge} first={first} />
      ) : null}
    </Fieldset>
  )
}

function SentenceFields({
  at,
  sentence,
  charge,
  first,
}: {
  at: string
  sentence: SentenceTyped
  charge: Facts['charges'][number]
  first: boolean
}) {
  const { t } = useTranslation('courts')
  const set = useSetField()
  const choice = (values: readonly string[], under: string) =>
    values.map((value) => ({ value, label: t(`${under}.${value}`) }))
  const wholeLife = sentence.imprisonment === 'life' || sentence.imprisonment === 'death'
  return (
    <>
      <p>
        {t('sentence.maximum')} <Maximum of={charge.maxPunishment} />
      </p>
      <SelectField
        name={`${at}.imprisonment`}
        label={t('sentence.kind')}
        required
        options={choice(['rigorous', 'simple', 'life', 'death'], 'sentence.kinds')}
      />
      {wholeLife ? null : <DurationFields at={`${at}.term`} label={t('sentence.term')} />}
      {first ? null : (
        <ChoiceField
          name={`${at}.relation`}
          label={t('sentence.relation')}
          required
          options={choice(['CONCURRENT', 'CONSECUTIVE', 'UNSPECIFIED'], 'sentence.relations')}
        />
      )}
      <ChoiceField
        name={`${at}.setOff`}
        label={t('sentence.set-off')}
        required
        options={choice(['GRANTED', 'REFUSED', 'SILENT'], 'sentence.set-offs')}
      />
      {sentence.setOff === 'GRANTED' ? (
        <>
          <p>{t('sentence.custody-hint')}</p>
          {sentence.setOffCustody.map((_, spell) => (
            <Columns key={`${at} ${String(spell)}`}>
              <DateField
                name={`${at}.setOffCustody.${spell}.from`}
                label={t('sentence.custody-from')}
                required
              />
              <DateField name={`${at}.setOffCustody.${spell}.to`} label={t('sentence.custody-to')} required />
            </Columns>
          ))}
          <Button
            size="xs"
            style={{ alignSelf: 'flex-start' }}
            onClick={() => set(`${at}.setOffCustody`, [...sentence.setOffCustody, { from: '', to: '' }])}
          >
            {t('sentence.add-custody')}
          </Button>
        </>
      ) : null}
      {sentence.setOff === 'REFUSED' ? (
        <TextField name={`${at}.setOffReasons`} label={t('sentence.set-off-reasons')} multiline required />
      ) : null}
      <NumberField name={`${at}.fineAmount`} label={t('sentence.fine')} unit={t('rupees')} />
      <DurationFields at={`${at}.fineDefault`} label={t('sentence.default')} />
    </>
  )
}

function DurationFields({ at, label }: { at: string; label: string }) {
  const { t } = useTranslation('courts')
  return (
    <Fieldset legend={label}>
      <Columns>
        <NumberField name={`${at}.years`} label={t('sentence.years')} />
        <NumberField name={`${at}.months`} label={t('sentence.months')} />
        <NumberField name={`${at}.days`} label={t('sentence.days')} />
      </Columns>
    </Fieldset>
  )
}

/** The longest punishment the section allows. */
export function Maximum({ of }: { of: string }) {
  const { t } = useTranslation('courts')
  if (of === 'DEATH' || of === 'LIFE') return <>{t(`sentence.max-${of}`)}</>
  const months = Number(of)
  return (
    <>
      {months % 12 === 0
        ? t('sentence.max-years', { count: months / 12 })
        : t('sentence.max-months', { count: months })}
    </>
  )
}
