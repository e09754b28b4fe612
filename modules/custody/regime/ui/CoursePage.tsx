import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  Checkbox,
  ChoiceField,
  Columns,
  DateField,
  EmptyState,
  ErrorPanel,
  Form,
  Icon,
  Load,
  Ltr,
  Modal,
  NumberField,
  Page,
  SearchField,
  Section,
  StatusBadge,
  say,
  TextField,
  useBoth,
  useCall,
  useCommand,
  useMay,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { enrol, enterResult, getCourse, leaveCourse, takeAttendance } from '../education/contract.ts'
import { useLawWords } from './law-words.ts'
import { Filled, useSearchPrisoner } from './parts.tsx'
import classes from './Regime.module.css'
import { ResultScans } from './ResultScans.tsx'

type Data = OutputOf<typeof getCourse>
type Person = Data['people'][number]

/** One course: today's attendance, who learns and who has passed. */
export default function CoursePage() {
  const { t } = useTranslation('custody-regime')
  const { id = '' } = useRouteParams()
  const both = useBoth()
  const words = useLawWords()
  const found = useCall(getCourse, { courseId: id })
  const mayTeach = useMay('custody:teach')
  return (
    <Load call={found} lines={8}>
      {(data) => (
        <Page
          title={both(data.course.name)}
          lead={
            <>
              <bdi>{data.course.teacher}</bdi> · <bdi>{data.course.place}</bdi>
            </>
          }
          back={{ to: '/custody/education', label: t('education.title') }}
          {...(mayTeach ? { actions: <Enrol courseId={data.course.id} /> } : {})}
        >
          <Filled of={data.course.enrolled} most={data.course.capacity} />
          {data.law.map((law) => (
            <p key={law.termMonths} className={classes.soft}>
              <Icon name="scale" size={16} /> {words(law)} <Ltr>{law.citation}</Ltr>
            </p>
          ))}
          <Attendance key={data.on} data={data} />
          <Ended people={data.people.filter((one) => one.outcome !== null)} scanNeeded={data.scanNeeded} />
        </Page>
      )}
    </Load>
  )
}

function Attendance({ data }: { data: Data }) {
  const { t } = useTranslation('custody-regime')
  const mayTeach = useMay('custody:teach')
  const people = data.people.filter((one) => one.outcome === null)
  const [changed, setChanged] = useState<Readonly<Record<string, boolean>>>({})
  const there = (one: Person) => changed[one.enrolmentId] ?? one.present ?? true
  const taken = people.some((one) => one.present !== null)
  const take = useCommand(takeAttendance, {
    onDone: ({ present, absent }) => {
      setChanged({})
      say(t('course.taken', { present, absent }))
    },
  })
  return (
    <Section title={t('course.attendance', { day: data.on })}>
      {people.length === 0 ? (
        <EmptyState icon="school" title={t('course.nobody')} why={t('course.nobody-why')} />
      ) : (
        <ul className={classes.list}>
          {people.map((one) => (
            <li key={one.enrolmentId} className={classes.line}>
              <span className={classes.who}>
                <Ltr>{one.number}</Ltr>
                <BothNames name={one.name} as="inline" to={`/custody/prisoners/${one.imprisonmentId}`} />
                <span className={classes.soft}>
                  {t('course.so-far', { attended: one.attended, held: one.held })}
                </span>
              </span>
              <Checkbox
                label={t('course.present')}
                aria-label={`${t('course.present')}: ${one.number}`}
                checked={there(one)}
                disabled={!mayTeach}
                onChange={(event) => {
                  const { checked } = event.currentTarget
                  setChanged((before) => ({ ...before, [one.enrolmentId]: checked }))
                }}
              />
              {mayTeach ? <Result one={one} /> : null}
            </li>
          ))}
        </ul>
      )}
      {take.error === null || take.error === undefined ? null : <ErrorPanel error={take.error} />}
      {mayTeach && people.length > 0 ? (
        <div className={classes.foot}>
          <Button
            variant="filled"
            loading={take.busy}
            onClick={() =>
              take.start({
                courseId: data.course.id,
                on: data.on,
                absent: people.filter((one) => !there(one)).map((one) => one.enrolmentId),
              })
            }
          >
            {t('course.take')}
          </Button>
          <span className={classes.soft}>{t(taken ? 'course.was-taken' : 'course.not-taken')}</span>
        </div>
      ) : null}
    </Section>
  )
}

function Result({ one }: { one: Person }) {
  const { t } = useTranslation('custody-regime')
  const [opened, setOpened] = useState(false)
  const leave = useCommand(leaveCourse, { onDone: () => say(t('course.has-left')) })
  return (
    <span className={classes.row}>
      <Button
        size="compact-sm"
        aria-label={`${t('course.result')}: ${one.number}`}
        leftSection={<Icon name="certificate" size={15} />}
        onClick={() => setOpened(true)}
      >
        {t('course.result')}
      </Button>
      <Button
        size="compact-sm"
        aria-label={`${t('course.leave')}: ${one.number}`}
        loading={leave.busy}
        onClick={() => leave.start({ enrolmentId: one.enrolmentId })}
      >
        {t('course.leave')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={`${t('course.result')}: ${one.number}`}
        size="lg"
      >
        <Form
          endpoint={enterResult}
          initial={{ enrolmentId: one.enrolmentId, passed: 'yes' }}
          submit={t('course.enter-result')}
          cancel={() => setOpened(false)}
          onDone={() => {
            setOpened(false)
            say(t('course.result-entered'))
          }}
        >
          <ChoiceField
            name="passed"
            label={t('course.result')}
            required
            options={(['yes', 'no'] as const).map((value) => ({
              value,
              label: t(`outcome.${value === 'yes' ? 'passed' : 'failed'}`),
            }))}
          />
          <Columns>
            <NumberField name="marks" label={t('earned.marks')} unit="%" />
            <TextField name="number" ltr label={t('earned.paper')} required maxLength={60} />
          </Columns>
          <Columns>
            <TextField name="issuedBy" label={t('course.issued-by')} required maxLength={160} />
            <DateField name="issuedOn" label={t('course.issued-on')} required />
          </Columns>
        </Form>
      </Modal>
    </span>
  )
}

function Ended({ people, scanNeeded }: { people: readonly Person[]; scanNeeded: boolean }) {
  const { t } = useTranslation('custody-regime')
  if (people.length === 0) return null
  return (
    <Section title={t('course.ended')} foldable folded>
      <ul className={classes.list}>
        {people.map((one) => (
          <li key={one.enrolmentId} className={classes.line}>
            <span className={classes.who}>
              <Ltr>{one.number}</Ltr>
              <BothNames name={one.name} as="inline" to={`/custody/prisoners/${one.imprisonmentId}`} />
            </span>
            <StatusBadge meaning={one.outcome === 'passed' ? 'blue' : 'grey'}>
              {t(`outcome.${one.outcome}`)}
              {one.marks === null ? '' : ` ${one.marks}%`}
            </StatusBadge>
            {one.resultNumber === null ? <span /> : <Ltr>{one.resultNumber}</Ltr>}
            {one.resultId === null || one.resultNumber === null ? null : (
              <ResultScans
                resultId={one.resultId}
                number={one.resultNumber}
                scans={one.scans}
                needed={scanNeeded && one.outcome === 'passed'}
              />
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Enrol({ courseId }: { courseId: string }) {
  const { t } = useTranslation('custody-regime')
  const search = useSearchPrisoner()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button leftSection={<Icon name="user-plus" size={16} />} onClick={() => setOpened(true)}>
        {t('course.enrol')}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('course.enrol')}>
        <Form
          endpoint={enrol}
          initial={{ courseId }}
          submit={t('course.enrol')}
          cancel={() => setOpened(false)}
          onDone={() => {
            setOpened(false)
            say(t('course.enrolled'))
          }}
        >
          <SearchField name="imprisonmentId" label={t('word.prisoner')} required search={search} />
        </Form>
      </Modal>
    </>
  )
}
