import {
  CnicField,
  Columns,
  DateField,
  DeadlineBadge,
  EmptyState,
  formatCnic,
  formatMoney,
  Group,
  Ltr,
  NumberField,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  today,
  useBoth,
  useFormats,
  useLanguage,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import {
  addSurety,
  answerVerification,
  askVerification,
  type BailOf,
  endSurety,
  properties,
  type Surety,
  stepKinds,
} from '../contract.ts'
import classes from './Sureties.module.css'

/** Who would stand surety, and where their papers are. */
export function Sureties({ data }: { data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  const mayAdd = data.may.keep && data.prisoner.inside
  return (
    <Section title={t('surety.title')} {...(mayAdd ? { actions: <Add data={data} /> } : {})}>
      {data.sureties.length === 0 ? (
        <EmptyState icon="user-search" title={t('surety.none')} why={t('surety.none-why')} />
      ) : (
        <ul className={classes.cards}>
          {data.sureties.map((surety) => (
            <One key={surety.id} surety={surety} data={data} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function One({ surety, data }: { surety: Surety; data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  const both = useBoth()
  const language = useLanguage()
  const offered = surety.state === 'offered'
  return (
    <li className={classes.card}>
      <div className={classes.between}>
        <strong>
          {both(surety.name)} <span className={classes.soft}>· {surety.relation}</span>
        </strong>
        <StatusBadge meaning={offered ? 'blue' : surety.state === 'accepted' ? 'blue' : 'grey'}>
          {t(`surety-state.${surety.state}`)}
        </StatusBadge>
      </div>
      <div className={classes.badges}>
        <Ltr>{formatCnic(surety.cnic)}</Ltr>
        {surety.telephone === null ? null : <Ltr>{surety.telephone}</Ltr>}
        <span>{t(`property.${surety.property}`)}</span>
        <bdi>{surety.paper}</bdi>
        {surety.worth === null ? null : <span>{formatMoney(surety.worth, language)}</span>}
      </div>
      {surety.endedWhy === null ? null : <bdi className={classes.soft}>{surety.endedWhy}</bdi>}
      {surety.steps.length === 0 ? null : <Steps surety={surety} data={data} />}
      {data.may.keep && offered ? (
        <Group gap={8}>
          <ActForm
            label={t('step.ask')}
            icon="send"
            endpoint={askVerification}
            initial={{ askedOn: today() }}
            given={{ suretyId: surety.id }}
            onDone={({ dueOn }) => say(t('step.asked', { day: dueOn }))}
          >
            <SelectField
              name="kind"
              label={t('step.kind')}
              required
              options={stepKinds.map((value) => ({ value, label: t(`step-kind.${value}`) }))}
            />
            <TextField name="withWhom" label={t('step.with')} required maxLength={200} />
            <Columns>
              <DateField name="askedOn" label={t('step.asked-on')} required />
              <DateField
                name="dueOn"
                label={t('step.due-on')}
                hint={t('step.due-hint', { count: data.verificationDays ?? 0 })}
              />
            </Columns>
          </ActForm>
          <ActForm
            label={t('surety.end')}
            icon="check"
            endpoint={endSurety}
            initial={{ on: today() }}
            given={{ suretyId: surety.id }}
            onDone={() => say(t('surety.ended'))}
          >
            <SelectField
              name="state"
              label={t('surety.outcome')}
              required
              options={['accepted', 'turned-down', 'withdrawn'].map((value) => ({
                value,
                label: t(`surety-state.${value}`),
              }))}
            />
            <DateField name="on" label={t('surety.on')} required />
            <TextField name="why" label={t('surety.why')} hint={t('surety.why-hint')} maxLength={500} />
          </ActForm>
        </Group>
      ) : null}
    </li>
  )
}

function Steps({ surety, data }: { surety: Surety; data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  const { date } = useFormats()
  return (
    <ul className={classes.steps}>
      {surety.steps.map((step) => (
        <li key={step.id} className={classes.step}>
          <strong>{t(`step-kind.${step.kind}`)}</strong>
          <bdi>{step.withWhom}</bdi>
          <span className={classes.soft}>{t('step.since', { day: step.askedOn })}</span>
          {step.answer === null ? (
            <>
              <DeadlineBadge date={step.dueOn} />
              {data.may.keep && surety.state === 'offered' ? (
                <ActForm
                  label={t('step.answer')}
                  icon="inbox"
                  endpoint={answerVerification}
                  initial={{ on: today() }}
                  given={{ stepId: step.id }}
                  onDone={() => say(t('step.answered'))}
                >
                  <SelectField
                    name="answer"
                    label={t('step.what')}
                    required
                    options={['confirmed', 'not-confirmed'].map((value) => ({
                      value,
                      label: t(`answer.${value}`),
                    }))}
                  />
                  <DateField name="on" label={t('surety.on')} required />
                  <TextField name="words" label={t('one.words')} maxLength={1000} />
                </ActForm>
              ) : null}
            </>
          ) : (
            <>
              <StatusBadge
                meaning={step.answer === 'confirmed' ? 'blue' : 'amber'}
                icon={step.answer === 'confirmed' ? 'check' : 'x'}
              >
                {t(`answer.${step.answer}`)}
              </StatusBadge>
              <span>{date(step.answeredOn ?? step.askedOn)}</span>
              <bdi className={classes.soft}>{step.words}</bdi>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function Add({ data }: { data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  return (
    <ActForm
      label={t('surety.add')}
      icon="user-plus"
      endpoint={addSurety}
      initial={{ offeredOn: today() }}
      given={{ imprisonmentId: data.prisoner.imprisonmentId }}
      onDone={() => say(t('surety.added'))}
    >
      <Columns>
        <TextField name="nameEn" ltr label={t('surety.name-en')} required maxLength={120} />
        <TextField name="nameUr" label={t('surety.name-ur')} required maxLength={120} />
      </Columns>
      <Columns>
        <CnicField name="cnic" required />
        <TextField name="telephone" ltr label={t('surety.telephone')} maxLength={20} />
        <TextField name="relation" label={t('surety.relation')} required maxLength={60} />
      </Columns>
      <Columns>
        <SelectField
          name="property"
          label={t('surety.property')}
          required
          options={properties.map((value) => ({ value, label: t(`property.${value}`) }))}
        />
        <TextField name="paper" label={t('surety.paper')} required maxLength={200} />
        <NumberField name="worth" label={t('surety.worth')} />
      </Columns>
      <DateField name="offeredOn" label={t('surety.offered-on')} required />
    </ActForm>
  )
}
