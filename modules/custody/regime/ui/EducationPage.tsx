import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Columns,
  DateField,
  EmptyState,
  FigureTiles,
  formatNumber,
  Icon,
  type IconName,
  Load,
  NumberField,
  Page,
  RecordTable,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  today,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useMay,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import { getEducation, openCourse } from '../education/contract.ts'
import { EarnedList } from './EarnedList.tsx'
import { useLawWords } from './law-words.ts'
import { Filled } from './parts.tsx'
import classes from './Regime.module.css'

type Data = OutputOf<typeof getEducation>
type Course = Data['courses'][number]

const icons: Record<Course['subject'], IconName> = {
  literacy: 'writing',
  religious: 'book',
  school: 'school',
  technical: 'tool',
}

/** Courses of a prison, the remission that passed ones earn, and what the law says each is worth. */
export default function EducationPage() {
  const { t } = useTranslation('custody-regime')
  const found = useCall(getEducation, {})
  const mayTeach = useMay('custody:teach')
  return (
    <Page
      title={t('education.title')}
      lead={t('education.lead')}
      {...(mayTeach && found.data !== undefined ? { actions: <OpenCourse kinds={found.data.kinds} /> } : {})}
    >
      <Load call={found} lines={8}>
        {(data) => (
          <>
            <Tiles data={data} />
            <Section title={t('education.courses')}>
              {data.courses.length === 0 ? (
                <EmptyState icon="school" title={t('education.none')} why={t('education.none-why')} />
              ) : (
                <ul className={classes.cards}>
                  {data.courses.map((course) => (
                    <CourseCard key={course.id} course={course} />
                  ))}
                </ul>
              )}
            </Section>
            <EarnedList rule={data.rule} />
            <Law kinds={data.kinds} />
          </>
        )}
      </Load>
    </Page>
  )
}

function Tiles({ data }: { data: Data }) {
  const { t } = useTranslation('custody-regime')
  const learning = data.courses.reduce((sum, course) => sum + course.enrolled, 0)
  return (
    <FigureTiles
      tiles={[
        {
          key: 'learning',
          figure: formatNumber(learning),
          label: t('education.learning'),
          icon: 'users-group',
        },
        ...(['toPropose', 'proposed', 'forwarded'] as const).map((key) => ({
          key,
          figure: formatNumber(data.counts[key]),
          label: t(`education.count.${key}`),
          to: `/custody/education?show=${key === 'toPropose' ? 'to-propose' : key}`,
          ...(key !== 'toPropose' && data.counts.late > 0 && data.counts[key] > 0
            ? { meaning: 'amber' as const, below: t('education.late', { count: data.counts.late }) }
            : {}),
        })),
      ]}
    />
  )
}

function CourseCard({ course }: { course: Course }) {
  const { t } = useTranslation('custody-regime')
  return (
    <li className={classes.card}>
      <span className={classes.head}>
        <Icon name={icons[course.subject]} size={20} />
        <BothNames name={course.name} as="inline" to={`/custody/courses/${course.id}`} />
      </span>
      <Filled of={course.enrolled} most={course.capacity} />
      <span className={classes.row}>
        {course.lastOn === null ? (
          <StatusBadge meaning="grey">{t('education.no-attendance')}</StatusBadge>
        ) : (
          <StatusBadge meaning="blue" icon="check">
            {t('education.attended', {
              present: course.lastPresent,
              marked: course.lastMarked,
              day: course.lastOn,
            })}
          </StatusBadge>
        )}
        {course.passed > 0 ? (
          <StatusBadge meaning="grey" icon="certificate">
            {t('education.passed', { count: course.passed })}
          </StatusBadge>
        ) : null}
      </span>
      <span className={classes.soft}>
        <bdi>{course.teacher}</bdi> · <bdi>{course.place}</bdi>
      </span>
    </li>
  )
}

function Law({ kinds }: { kinds: Data['kinds'] }) {
  const { t } = useTranslation('custody-regime')
  const both = useBoth()
  const words = useLawWords()
  const rows = kinds.flatMap((kind) => kind.law.map((law) => ({ kind, law })))
  return (
    <Section title={t('law.title')} foldable folded>
      <RecordTable
        name="custody.course-law"
        caption={t('law.title')}
        rows={rows}
        rowKey={(row) => `${row.kind.code} ${row.law.termMonths}`}
        columns={[
          { key: 'course', label: t('word.course'), cell: (row) => both(row.kind.name) },
          {
            key: 'earns',
            label: t('law.earns'),
            wrap: true,
            cell: (row) =>
              row.law.standing === 'refer' ? (
                <StatusBadge meaning="amber" icon="scale">
                  {words(row.law)}
                </StatusBadge>
              ) : (
                words(row.law)
              ),
          },
          {
            key: 'citation',
            label: t('common:word.section'),
            wrap: true,
            cell: (row) => <bdi>{row.law.citation}</bdi>,
          },
          { key: 'note', label: t('law.note'), wrap: true, cell: (row) => both(row.law.note) },
        ]}
      />
    </Section>
  )
}

function OpenCourse({ kinds }: { kinds: Data['kinds'] }) {
  const { t } = useTranslation('custody-regime')
  const both = useBoth()
  const { date } = useFormats()
  const go = useGo()
  return (
    <ActForm
      label={t('course.open')}
      icon="plus"
      endpoint={openCourse}
      initial={{ fromOn: today() }}
      given={{}}
      onDone={({ courseId }) => {
        say(t('course.opened'))
        go(`/custody/courses/${courseId}`)
      }}
    >
      <SelectField
        name="kind"
        label={t('word.course')}
        required
        options={kinds.map((kind) => ({ value: kind.code, label: both(kind.name) }))}
      />
      <Columns>
        <TextField name="teacher" label={t('course.teacher')} required maxLength={120} />
        <TextField name="place" label={t('course.place')} required maxLength={120} />
      </Columns>
      <Columns>
        <NumberField name="capacity" label={t('gang.capacity')} required />
        <DateField name="fromOn" label={t('course.from')} hint={date(today())} required />
      </Columns>
    </ActForm>
  )
}
