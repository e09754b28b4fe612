import type { OutputOf } from '#platform/http/contract'
import {
  DateField,
  DeadlineBadge,
  Load,
  Ltr,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useFormValues,
  useMay,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { decideHabit, getHabit, habitGrounds, habits } from '../contract.ts'
import classes from './Classification.module.css'
import { HabitBadge } from './HabitBadge.tsx'

type Data = OutputOf<typeof getHabit>

/** On the prisoner's page: casual or habitual, by whose decision, and the earlier sentences it was decided on. */
export default function HabitPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-classification')
  const may = useMay('custody:decide-habit')
  const found = useCall(getHabit, { id })
  const data = found.data
  if (data !== undefined && !data.open && data.current === null) return null
  return (
    <Section
      title={t('panel.title')}
      {...(may && data?.open === true
        ? {
            actions: (
              <ActForm
                key={data.current?.id ?? 'none'}
                label={t('panel.act')}
                icon="binary-tree"
                endpoint={decideHabit}
                initial={{
                  habit: data.current?.habit ?? 'casual',
                  ground: data.current?.ground ?? (data.consider ? 'earlier-convictions' : 'nothing-known'),
                  ...(data.nextReview === null ? {} : { reviewOn: data.nextReview }),
                }}
                given={{ id, ...(data.current === null ? {} : { seen: data.current.id }) }}
                onDone={() => say(t('form.done'))}
              >
                <Earlier data={data} />
                <Fields />
              </ActForm>
            ),
          }
        : {})}
    >
      <Load call={found} lines={2}>
        {(loaded) => (
          <>
            <Current data={loaded} />
            <Earlier data={loaded} />
            <Before data={loaded} />
          </>
        )}
      </Load>
    </Section>
  )
}

function Fields() {
  const { t } = useTranslation('custody-classification')
  const { ground } = useFormValues<{ ground?: string }>()
  return (
    <>
      <SelectField
        name="habit"
        label={t('form.habit')}
        required
        options={habits.map((value) => ({ value, label: t(`habit.${value}`) }))}
      />
      <SelectField
        name="ground"
        label={t('form.ground')}
        required
        options={habitGrounds.map((value) => ({ value, label: t(`ground.${value}`) }))}
      />
      {ground === 'court' ? <TextField name="paper" label={t('form.paper')} required /> : null}
      <TextField name="reason" label={t('form.reason')} multiline required />
      <DateField name="reviewOn" label={t('form.review')} required />
    </>
  )
}

function Current({ data: { current, due, consider } }: { data: Data }) {
  const { t } = useTranslation('custody-classification')
  const both = useBoth()
  const { instant } = useFormats()
  return (
    <>
      <div className={classes.badges}>
        <HabitBadge habit={current?.habit ?? null} />
        {consider && current?.habit !== 'habitual' ? (
          <StatusBadge meaning="amber" icon="history">
            {t('consider')}
          </StatusBadge>
        ) : null}
        {current === null ? null : (
          <>
            <span className={classes.soft}>{due ? t('panel.due') : t('panel.review')}</span>
            <DeadlineBadge date={current.reviewOn} />
          </>
        )}
      </div>
      {current === null ? null : (
        <p>
          <strong>{t(`ground.${current.ground}`)}</strong>
          {current.paper === null ? null : (
            <>
              {' '}
              ({t('panel.paper')} <bdi>{current.paper}</bdi>)
            </>
          )}
          {': '}
          <bdi>{current.reason}</bdi>{' '}
          <span className={classes.soft}>
            {instant(current.at)}
            {current.by === null ? null : ` · ${t('panel.by', { name: both(current.by) })}`}
          </span>
        </p>
      )}
    </>
  )
}

/** What the registers know, and the rule that asks for it. */
function Earlier({ data: { earlier, rule } }: { data: Data }) {
  const { t } = useTranslation('custody-classification')
  const both = useBoth()
  return (
    <div className={classes.known}>
      <strong>
        {earlier.length === 0 ? t('panel.seen-none') : t('panel.seen', { count: earlier.length })}
      </strong>
      {earlier.length === 0 ? null : (
        <ul>
          {earlier.map((one) => (
            <li key={one.imprisonmentId}>
              <Ltr>{one.number}</Ltr> {both(one.prison)} ·{' '}
              {t('panel.years', { from: one.admittedYear, to: one.releasedYear ?? '' })} ·{' '}
              <Ltr>{one.sections}</Ltr>
            </li>
          ))}
        </ul>
      )}
      <span className={classes.soft}>
        {rule === null
          ? t('panel.no-rule')
          : t('panel.rule', { count: rule.earlier, source: both(rule.source) })}
        {rule?.refer === true ? ` (${t('panel.refer')})` : ''}
      </span>
    </div>
  )
}

function Before({ data: { before } }: { data: Data }) {
  const { t } = useTranslation('custody-classification')
  const { instant } = useFormats()
  if (before.length === 0) return null
  return (
    <details>
      <summary>{t('panel.before')}</summary>
      <ul>
        {before.map((one) => (
          <li key={one.id}>
            <HabitBadge habit={one.habit} /> {t(`ground.${one.ground}`)}: <bdi>{one.reason}</bdi>{' '}
            <span className={classes.soft}>{instant(one.at)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
