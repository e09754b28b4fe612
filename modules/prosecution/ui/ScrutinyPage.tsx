import { Suspense, useState } from 'react'
import { DefectList, ProvenDate } from '#modules/policing/ui'
import type { OutputOf } from '#platform/http/contract'
import {
  BothNames,
  Button,
  type Comparison,
  EmptyState,
  ErrorPanel,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  Section,
  StatusBadge,
  same,
  say,
  Textarea,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useMay,
  useRouteParams,
  useTranslation,
  useVersion,
} from '#platform/ui'
import {
  type Checklist,
  checklist,
  checklistCodes,
  getScrutiny,
  receiveChallan,
  type Scrutiny,
  saveScrutiny,
} from '../contract.ts'
import { FileAct } from './FileAct.tsx'
import classes from './Prosecution.module.css'
import { ReturnAct } from './ReturnAct.tsx'

type Found = OutputOf<typeof getScrutiny>

/** One case's challan before the prosecutor: receive it, look through it, return it or file it. */
export default function ScrutinyPage() {
  const { t } = useTranslation('prosecution')
  const { id = '' } = useRouteParams()
  const found = useCall(getScrutiny, { caseId: id })
  return (
    <Page
      title={t('scrutiny.title')}
      back={{ to: '/prosecution/challans', label: t('challans.title') }}
      actions={<Link to={`/cases/${id}`}>{t('scrutiny.open-case')}</Link>}
    >
      <Load call={found}>{(data) => <Parts found={data} />}</Load>
    </Page>
  )
}

function Parts({ found }: { found: Found }) {
  const { t } = useTranslation('prosecution')
  const mayAct = useMay('prosecution:scrutinise')
  const current = found.scrutinies[0]
  const open = found.toReceive === null && current?.state === 'open' ? current : null
  const earlier = open === null ? found.scrutinies : found.scrutinies.slice(1)
  const both = useBoth()
  return (
    <>
      <Head found={found} />
      {found.filing === null ? null : (
        <p className={classes.line}>
          <StatusBadge meaning="grey" icon="circle-check">
            {t('state.fit')}
          </StatusBadge>
          <span>
            {t('scrutiny.filed-in', { on: found.filing.filedOn })}{' '}
            <bdi>{both({ en: found.filing.court.nameEn, ur: found.filing.court.nameUr })}</bdi>
          </span>
        </p>
      )}
      {found.toReceive === null ? null : <Receive caseId={found.case.id} mayAct={mayAct} />}
      {found.toReceive === null && current === undefined ? (
        <EmptyState title={t('scrutiny.none')} why={t('scrutiny.none-why')} icon="inbox" />
      ) : null}
      <Report found={found} />
      {open === null ? null : <Open key={open.id} found={found} scrutiny={open} mayAct={mayAct} />}
      {earlier.length === 0 ? null : (
        <Section title={t('scrutiny.earlier')}>
          {earlier.map((one) => (
            <Earlier key={one.id} scrutiny={one} />
          ))}
        </Section>
      )}
    </>
  )
}

function Head({ found }: { found: Found }) {
  const { t } = useTranslation('prosecution')
  const both = useBoth()
  const { case: head, charges } = found
  return (
    <KeyValue
      columns={3}
      items={[
        { label: t('challans.fir'), value: <Ltr>{`${head.firNumber}/${head.firYear}`}</Ltr> },
        {
          label: t('challans.station'),
          value: both({ en: head.station.nameEn, ur: head.station.nameUr }),
        },
        {
          label: t('scrutiny.charges'),
          value: (
            <ul className={classes.plain}>
              {charges.map((charge) => (
                <li key={`${charge.act} ${charge.section}`}>
                  <Ltr>{`${charge.act} ${charge.section}`}</Ltr>{' '}
                  {both({ en: charge.titleEn, ur: charge.titleUr })}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

function Receive({ caseId, mayAct }: { caseId: string; mayAct: boolean }) {
  const { t } = useTranslation('prosecution')
  const receive = useCommand(receiveChallan, {
    onDone: ({ effectiveDue }) => say(t('scrutiny.received', { due: effectiveDue })),
  })
  return (
    <div className={classes.notice}>
      <p>{t('scrutiny.to-receive')}</p>
      {mayAct ? (
        <Button
          variant="filled"
          loading={receive.busy}
          leftSection={<Icon name="inbox" size={17} />}
          onClick={() => receive.start({ caseId })}
        >
          {t('scrutiny.receive')}
        </Button>
      ) : null}
      {receive.error ? <ErrorPanel error={receive.error} /> : null}
    </div>
  )
}

function Report({ found }: { found: Found }) {
  const { t } = useTranslation('prosecution')
  const { instant } = useFormats()
  const report = found.reports.at(-1)
  if (report === undefined) return null
  const sent = new Set(report.accused)
  const accused = found.accused.filter(({ partyId }) => sent.has(partyId))
  return (
    <Section title={t('scrutiny.report')}>
      <div className={classes.line}>
        <strong>
          {t(`kind.${report.kind}`)} · {t('scrutiny.nth', { seq: report.seq })}
        </strong>
        <span className={classes.soft}>{instant(report.submittedAt)}</span>
      </div>
      <p className={classes.told} dir="auto">
        {report.summary}
      </p>
      <div className={classes.line}>
        <span className={classes.soft}>{t('scrutiny.sent-up')}</span>
        {accused.length === 0 ? <span>{t('scrutiny.nobody-sent')}</span> : null}
        {accused.map(({ partyId, nameEn, nameUr }) => (
          <BothNames key={partyId} name={{ en: nameEn ?? '', ur: nameUr ?? '' }} />
        ))}
      </div>
    </Section>
  )
}

function Open({ found, scrutiny, mayAct }: { found: Found; scrutiny: Scrutiny; mayAct: boolean }) {
  const { t } = useTranslation('prosecution')
  const { date } = useFormats()
  const [answers, setAnswers] = useState<Checklist>(scrutiny.checklist)
  const [note, setNote] = useState(scrutiny.note ?? '')
  const [act, setAct] = useState<'return' | 'file' | null>(null)
  const absent = checklistCodes.filter((code) => answers[code] === 'absent')
  const save = useCommand(saveScrutiny)
  const opened = useVersion(
    { version: scrutiny.version, values: { checklist: scrutiny.checklist, note: scrutiny.note ?? '' } },
    useComparison(),
  )
  const changed = !same({ checklist: answers, note: note.trim() }, opened.current().values)
  const keep = async () => {
    if (!changed) return
    let mine: Kept = { checklist: answers, note: note.trim() }
    for (;;) {
      const sent = mine
      try {
        const { version } = await save.run({
          scrutinyId: scrutiny.id,
          checklist: sent.checklist,
          ...(sent.note === '' ? {} : { note: sent.note }),
          version: String(opened.current().version),
        })
        return opened.saved({ version, values: { ...sent } })
      } catch (error) {
        const merged = await opened.settle(error, { ...sent })
        if (merged === undefined) throw error
        mine = merged as unknown as Kept
        setAnswers(mine.checklist)
        setNote(mine.note)
      }
    }
  }
  return (
    <>
      <KeyValue
        columns={3}
        items={[
          { label: t('scrutiny.received-on'), value: date(scrutiny.receivedOn) },
          { label: t('scrutiny.statutory'), value: date(scrutiny.statutoryDue) },
          {
            label: t('scrutiny.last-day'),
            value: (
              <Suspense>
                <ProvenDate
                  date={scrutiny.effectiveDue}
                  title={{
                    en: t('proof.scrutiny', { lng: 'en' }),
                    ur: t('proof.scrutiny', { lng: 'ur' }),
                  }}
                  stored={scrutiny.proof}
                />
              </Suspense>
            ),
          },
        ]}
      />
      <Section title={t('scrutiny.checklist')}>
        <p className={classes.soft}>{t('scrutiny.checklist-lead')}</p>
        <ChecklistTable answers={answers} change={setAnswers} disabled={!mayAct} />
        <Textarea
          my={14}
          label={t('scrutiny.note')}
          description={t('scrutiny.note-hint')}
          value={note}
          dir="auto"
          rows={3}
          autosize={false}
          disabled={!mayAct}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {mayAct ? <Save changed={changed} busy={save.busy} error={save.error} keep={keep} /> : null}
        {opened.dialog}
      </Section>
      {mayAct ? (
        <Section title={t('scrutiny.decision')}>
          <div className={classes.line}>
            <Button
              variant={act === 'return' ? 'filled' : 'default'}
              aria-expanded={act === 'return'}
              leftSection={<Icon name="arrow-back-up" size={17} />}
              onClick={() => setAct('return')}
            >
              {t('scrutiny.return')}
            </Button>
            <Button
              variant={act === 'file' ? 'filled' : 'default'}
              aria-expanded={act === 'file'}
              leftSection={<Icon name="building-bank" size={17} />}
              onClick={() => setAct('file')}
            >
              {t('scrutiny.file')}
            </Button>
          </div>
          {act === 'return' ? (
            <ReturnAct
              scrutinyId={scrutiny.id}
              suggested={absent.map((code) => checklist[code].defect)}
              before={keep}
            />
          ) : null}
          {act === 'file' ? <FileAct scrutinyId={scrutiny.id} caseId={found.case.id} before={keep} /> : null}
        </Section>
      ) : null}
    </>
  )
}

interface Kept {
  readonly checklist: Checklist
  readonly note: string
}

/** Each item of the checklist, and the note, by its own words. */
function useComparison(): Comparison {
  const { t } = useTranslation('prosecution')
  const both = useBoth()
  return {
    label: (key) => {
      const code = checklistCodes.find((one) => key === `checklist.${one}`)
      return code === undefined ? t('scrutiny.note') : both(checklist[code].text)
    },
    show: (key, value) => {
      const word = answerWords.find((one) => one === value)
      return key !== 'note' && word !== undefined ? t(`scrutiny.${word}`) : String(value ?? '')
    },
  }
}

const answerWords = ['present', 'absent', 'not-needed'] as const

function ChecklistTable({
  answers,
  change,
  disabled,
}: {
  answers: Checklist
  change: (answers: Checklist) => void
  disabled: boolean
}) {
  const { t } = useTranslation('prosecution')
  const both = useBoth()
  return (
    <div className={classes.scroll}>
      <table className={classes.checklist}>
        <thead>
          <tr>
            <th scope="col">{t('scrutiny.item')}</th>
            {answerWords.map((word) => (
              <th key={word} scope="col">
                {t(`scrutiny.${word}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {checklistCodes.map((code) => (
            <tr key={code}>
              <th scope="row">{both(checklist[code].text)}</th>
              {answerWords.map((word) => (
                <td key={word}>
                  <input
                    type="radio"
                    name={code}
                    disabled={disabled}
                    aria-label={`${both(checklist[code].text)}: ${t(`scrutiny.${word}`)}`}
                    checked={answers[code] === word}
                    onChange={() => change({ ...answers, [code]: word })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Save({
  changed,
  busy,
  error,
  keep,
}: {
  changed: boolean
  busy: boolean
  error: unknown
  keep: () => Promise<void>
}) {
  const { t } = useTranslation('prosecution')
  return (
    <div className={classes.line}>
      <Button
        loading={busy}
        disabled={!changed}
        leftSection={<Icon name="check" size={17} />}
        // A refusal stays in `error` and is shown below.
        onClick={() =>
          void keep().then(
            () => say(t('scrutiny.saved')),
            () => undefined,
          )
        }
      >
        {t('scrutiny.save')}
      </Button>
      {changed ? <span className={classes.soft}>{t('scrutiny.unsaved')}</span> : null}
      {error ? <ErrorPanel error={error} /> : null}
    </div>
  )
}

function Earlier({ scrutiny }: { scrutiny: Scrutiny }) {
  const { t } = useTranslation('prosecution')
  const { date, instant } = useFormats()
  return (
    <article className={classes.earlier}>
      <div className={classes.line}>
        <strong>{t('scrutiny.nth', { seq: scrutiny.reportSeq })}</strong>
        <StatusBadge meaning={scrutiny.state === 'open' ? 'blue' : 'grey'}>
          {t(`state.${scrutiny.state}`)}
        </StatusBadge>
        <span className={classes.soft}>
          {scrutiny.decidedAt === null ? date(scrutiny.receivedOn) : instant(scrutiny.decidedAt)}
        </span>
      </div>
      <Suspense>
        <DefectList
          defects={scrutiny.defects}
          badge={(defect) => {
            const state = scrutiny.defects.find(({ code }) => code === defect.code)?.state
            return state === undefined || state === 'open' ? undefined : t(`defect-state.${state}`)
          }}
        />
      </Suspense>
      {scrutiny.remarks === null ? null : (
        <p className={classes.told} dir="auto">
          {scrutiny.remarks}
        </p>
      )}
    </article>
  )
}
