import type { OutputOf } from '#platform/http/contract'
import {
  ActForm,
  Alert,
  BothNames,
  Button,
  ChoiceField,
  Columns,
  EmptyState,
  Fieldset,
  Form,
  Group,
  Icon,
  Link,
  Load,
  Ltr,
  NativeSelect,
  Page,
  Section,
  say,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useQueryText,
  useRouteParams,
  useSetField,
  useTranslation,
} from '#platform/ui'
import { dayOf } from '../../pakistan-day.ts'
import {
  asideReasons,
  getNoticeDraft,
  noticeKinds,
  type Piece,
  setNoticeAside,
  signNotice,
} from '../contract.ts'
import classes from './Notices.module.css'

type Data = OutputOf<typeof getNoticeDraft>
type Draft = NonNullable<Data['draft']>

/** One notice drawn up for one prisoner: what it says in both languages, to whom, one paragraph of one's own, and the signature. */
export default function DrawPage() {
  const { id = '' } = useRouteParams()
  const [asked, setKind] = useQueryText('kind', '')
  const kind = noticeKinds.find((one) => one === asked)
  const found = useCall(getNoticeDraft, { imprisonmentId: id, ...(kind === undefined ? {} : { kind }) })
  return (
    <Load call={found} lines={8}>
      {(data) => <Draw key={data.draft?.kind ?? ''} data={data} choose={setKind} kind={kind ?? ''} />}
    </Load>
  )
}

function Draw({ data, choose, kind }: { data: Data; choose: (kind: string) => void; kind: string }) {
  const { t } = useTranslation('custody-notices')
  const both = useBoth()
  const { prisoner, kinds, draft } = data
  return (
    <Page
      title={t('draw.title')}
      lead={
        <Group gap={8}>
          <Ltr>{prisoner.number}</Ltr>
          <BothNames name={prisoner.name} as="inline" to={`/custody/prisoners/${prisoner.id}`} />
        </Group>
      }
      back={{ to: `/custody/prisoners/${prisoner.id}`, label: `${prisoner.number} · ${both(prisoner.name)}` }}
    >
      {kinds.length === 0 ? (
        <EmptyState icon="mail" title={t('draw.none')} why={t('draw.none-why')} />
      ) : (
        <NativeSelect
          label={t('draw.which')}
          description={t('draw.which-hint')}
          value={kind}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[{ value: '', label: '—' }, ...kinds.map((value) => ({ value, label: t(`kind.${value}`) }))]}
        />
      )}
      {draft === null ? null : (
        <>
          <Before draft={draft} />
          <Section title={t('draw.preview')}>
            <p className={classes.soft}>{t('draw.preview-lead')}</p>
            <div className={classes.sheets}>
              <Side draft={draft} language="en" />
              <Side draft={draft} language="ur" />
            </div>
            <Wording draft={draft} />
          </Section>
          {draft.missing.length === 0 ? (
            <Signing id={prisoner.id} draft={draft} />
          ) : (
            <Missing draft={draft} />
          )}
        </>
      )}
    </Page>
  )
}

/** What an officer should know before signing: what sending it does, and that one was signed before. */
function Before({ draft }: { draft: Draft }) {
  const { t } = useTranslation('custody-notices')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <>
      {draft.before === null ? null : (
        <Alert color="yellow" icon={<Icon name="history" />}>
          <Link to={`/custody/notices/${draft.before.id}`}>
            {t('draw.before', { day: date(dayOf(draft.before.at)), number: draft.before.number })}
          </Link>
        </Alert>
      )}
      {draft.owing === null ? null : <Owed owing={draft.owing} />}
      {draft.fulfils === null ? null : (
        <Alert color="blue" icon={<Icon name="list-check" />}>
          {t('draw.fulfils', { duty: both(draft.fulfils.duty) })}
        </Alert>
      )}
      {draft.writesBailNotice ? (
        <Alert color="blue" icon={<Icon name="list-check" />}>
          {t('draw.bail')}
        </Alert>
      ) : null}
    </>
  )
}

/** By which day a movement owes it, by which rule; and where no letter is to go, why. */
function Owed({ owing }: { owing: NonNullable<Draft['owing']> }) {
  const { t } = useTranslation('custody-notices')
  const both = useBoth()
  const { date } = useFormats()
  const go = useGo()
  return (
    <Alert
      color="blue"
      icon={<Icon name="calendar-event" />}
      title={t('draw.owed', { day: date(owing.dueOn) })}
    >
      <p className={classes.soft}>
        <bdi>{both(owing.source)}</bdi>
      </p>
      <ActForm
        label={t('aside.act')}
        icon="hand-stop"
        endpoint={setNoticeAside}
        given={{ owingId: owing.id }}
        onDone={() => {
          say(t('aside.done'))
          go('/custody/notices')
        }}
      >
        <ChoiceField
          name="why"
          label={t('aside.why')}
          required
          options={asideReasons.map((value) => ({ value, label: t(`aside.reason.${value}`) }))}
        />
        <TextField name="words" label={t('aside.words')} multiline maxLength={500} />
      </ActForm>
    </Alert>
  )
}

function Side({ draft, language }: { draft: Draft; language: 'en' | 'ur' }) {
  const { t } = useTranslation('custody-notices')
  const { subject, body } = draft[language]
  return (
    <article
      className={classes.sheet}
      lang={language}
      dir={language === 'ur' ? 'rtl' : 'ltr'}
      aria-label={t(language === 'ur' ? 'draw.urdu' : 'draw.english')}
    >
      <h3>
        <Pieces pieces={subject} />
      </h3>
      {body.map((pieces, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one letter, in their order
        <p key={at}>
          <Pieces pieces={pieces} />
        </p>
      ))}
    </article>
  )
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  const { t } = useTranslation('custody-notices')
  return pieces.map((piece, at) =>
    piece.placeholder === null ? (
      piece.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in their order
      <bdi key={at} className={piece.missing ? classes.missing : classes.filled}>
        {piece.missing ? t('draw.blank') : piece.text}
      </bdi>
    ),
  )
}

function Wording({ draft: { template } }: { draft: Draft }) {
  const { t } = useTranslation('custody-notices')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <p className={classes.soft}>
      {t(`draw.from-${template.from}`, { day: date(template.fromOn) })} · <bdi>{both(template.source)}</bdi>
      {template.refer ? ` · ${t('draw.refer')}` : ''}
    </p>
  )
}

function Missing({ draft }: { draft: Draft }) {
  const { t } = useTranslation('custody-notices')
  const both = useBoth()
  return (
    <Alert
      color="red"
      icon={<Icon name="alert-circle" />}
      title={t('draw.missing', { what: draft.missing.map(({ name }) => both(name)).join(' · ') })}
    >
      {t('draw.missing-why')}
    </Alert>
  )
}

function Signing({ id, draft }: { id: string; draft: Draft }) {
  const { t } = useTranslation('custody-notices')
  const go = useGo()
  const [first] = draft.addressees
  return (
    <Form
      endpoint={signNotice}
      initial={{ toEn: first?.en, toUr: first?.ur }}
      prepare={(values) => ({ ...values, imprisonmentId: id, kind: draft.kind, says: draft.says })}
      submit={t('draw.sign')}
      onDone={(made) => {
        say(t('draw.signed', { number: made.number }))
        go(`/custody/notices/${made.id}`)
      }}
    >
      <Fieldset legend={t('draw.to')}>
        <p className={classes.soft}>{t('draw.to-hint')}</p>
        <Usual draft={draft} />
        <Columns>
          <TextField name="toEn" label={t('draw.to-en')} lang="en" multiline required maxLength={300} />
          <TextField name="toUr" label={t('draw.to-ur')} lang="ur" multiline required maxLength={300} />
        </Columns>
      </Fieldset>
      {draft.free === 'none' ? (
        <Alert color="gray" icon={<Icon name="stethoscope" />}>
          {t('draw.free-none')}
        </Alert>
      ) : (
        <Fieldset legend={t(draft.free === 'medical' ? 'draw.free-medical' : 'draw.free')}>
          <p className={classes.soft}>
            {t(draft.free === 'medical' ? 'draw.free-medical-hint' : 'draw.free-hint')}
          </p>
          <Columns>
            <TextField name="freeEn" label={t('draw.to-en')} lang="en" multiline maxLength={2000} />
            <TextField name="freeUr" label={t('draw.to-ur')} lang="ur" multiline maxLength={2000} />
          </Columns>
        </Fieldset>
      )}
    </Form>
  )
}

/** Whom it usually goes to, each a press away. */
function Usual({ draft: { addressees } }: { draft: Draft }) {
  const { t } = useTranslation('custody-notices')
  const both = useBoth()
  const set = useSetField()
  if (addressees.length < 2) return null
  return (
    <div className={classes.badges}>
      <span className={classes.soft}>{t('draw.usual')}</span>
      {addressees.map((one) => (
        <Button
          key={one.en}
          size="xs"
          onClick={() => {
            set('toEn', one.en)
            set('toUr', one.ur)
          }}
        >
          {both(one)}
        </Button>
      ))}
    </div>
  )
}
