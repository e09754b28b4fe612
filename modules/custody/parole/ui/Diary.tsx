import {
  Columns,
  DateField,
  EmptyState,
  Section,
  SelectField,
  say,
  TextField,
  Timeline,
  today,
  useBoth,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { diaryKinds, type ParoleCase, writeDiary } from '../contract.ts'

const icons = {
  reported: 'user-check',
  'home-visit': 'home',
  'work-visit': 'tool',
  telephone: 'phone',
  missed: 'clock',
  warning: 'alert-circle',
  breach: 'alert-triangle',
} as const

/** The officer's diary: what was written, latest first, and the act of writing on. */
export function Diary({
  entries,
  of,
  mayWrite,
}: {
  entries: ParoleCase['diary']
  of: { licenceId: string } | { probationId: string }
  mayWrite: boolean
}) {
  const { t } = useTranslation('custody-parole')
  const both = useBoth()
  return (
    <Section title={t('diary.title')} {...(mayWrite ? { actions: <Write of={of} /> } : {})}>
      {entries.length === 0 ? (
        <EmptyState icon="notebook" title={t('diary.none')} why={t('diary.none-why')} />
      ) : (
        <Timeline
          entries={entries.map((one) => ({
            id: one.id,
            at: one.on,
            agency: t('diary.officer'),
            icon: icons[one.kind],
            title: t(`diary-kind.${one.kind}`),
            detail: (
              <>
                <bdi>{one.words}</bdi>
                {one.told === null ? null : (
                  <>
                    {' '}
                    · {t('diary.told')}: <bdi>{one.told}</bdi>
                  </>
                )}
              </>
            ),
            by: one.by === null ? undefined : both(one.by),
          }))}
        />
      )}
    </Section>
  )
}

function Write({ of }: { of: { licenceId: string } | { probationId: string } }) {
  const { t } = useTranslation('custody-parole')
  return (
    <ActForm
      label={t('diary.write')}
      icon="writing"
      endpoint={writeDiary}
      initial={{ on: today(), kind: 'reported' }}
      given={of}
      onDone={({ nextReportOn }) =>
        say(nextReportOn === null ? t('diary.done') : t('diary.next', { day: nextReportOn }))
      }
    >
      <SelectField
        name="kind"
        label={t('diary.kind')}
        required
        options={diaryKinds.map((value) => ({ value, label: t(`diary-kind.${value}`) }))}
      />
      <Columns>
        <DateField name="on" label={t('diary.on')} required />
        <DateField name="nextOn" label={t('diary.next-on')} hint={t('diary.next-hint')} />
      </Columns>
      <TextField name="words" label={t('diary.words')} multiline required maxLength={2000} />
      <TextField name="told" label={t('diary.told')} hint={t('diary.told-hint')} maxLength={300} />
    </ActForm>
  )
}
