import { useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import {
  Alert,
  BothNames,
  Button,
  ConfirmAct,
  DateField,
  DocumentViewer,
  Group,
  Icon,
  KeyValue,
  Link,
  Load,
  Ltr,
  Page,
  Section,
  SelectField,
  say,
  TextField,
  Timeline,
  type TimelineEntry,
  today,
  urlOf,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import {
  dispatchNotice,
  getNotice,
  type Notice,
  recordNoticeOutcome,
  type Sending,
  waysOut,
  withdrawNotice,
} from '../contract.ts'
import classes from './Notices.module.css'
import { NoticeState } from './words.tsx'

/** One notice: its words as signed, the sheet, and what became of it. */
export default function NoticePage() {
  const { id = '' } = useRouteParams()
  return (
    <Load call={useCall(getNotice, { id })} lines={8}>
      {(notice) => <One notice={notice} />}
    </Load>
  )
}

const stateOf = (notice: Notice) =>
  notice.state === 'sent' ? (notice.sendings[0]?.outcome ?? 'sent') : notice.state

function One({ notice }: { notice: Notice }) {
  const { t } = useTranslation('custody-notices')
  return (
    <Page
      title={t(`kind.${notice.kind}`)}
      back={{ to: '/custody/notices', label: t('title') }}
      lead={
        <Group gap={8}>
          <Ltr>{notice.number}</Ltr>
          <NoticeState state={stateOf(notice)} />
          <BothNames name={notice.name} as="inline" to={`/custody/prisoners/${notice.imprisonmentId}`} />
          <Ltr>{notice.prisoner}</Ltr>
        </Group>
      }
      actions={<Acts notice={notice} />}
    >
      <Section title={t('one.register')}>
        <History notice={notice} />
      </Section>
      <Section title={t('one.words')}>
        <div className={classes.sheets}>
          <Side notice={notice} language="en" />
          <Side notice={notice} language="ur" />
        </div>
        {notice.withheld ? (
          <Alert color="gray" icon={<Icon name="eye-off" />}>
            {t('one.withheld')}
          </Alert>
        ) : notice.documentId === null || notice.version === null ? null : (
          <Sheet number={notice.number} documentId={notice.documentId} version={notice.version} />
        )}
        <Facts notice={notice} />
      </Section>
    </Page>
  )
}

function Acts({ notice }: { notice: Notice }) {
  const { t } = useTranslation('custody-notices')
  const both = useBoth()
  const [asking, setAsking] = useState(false)
  const withdraw = useCommand(withdrawNotice, { onDone: () => say(t('withdraw.done')) })
  return (
    <Group gap={8}>
      {notice.may.dispatch ? (
        <ActForm
          label={t(notice.sendings.length === 0 ? 'send.act' : 'send.again')}
          icon="send"
          filled={notice.sendings.length === 0}
          endpoint={dispatchNotice}
          initial={{ sentOn: today(), toWhom: both(notice.to) }}
          given={{ id: notice.id }}
          onDone={({ number, fulfilled }) => say(t(fulfilled ? 'send.fulfilled' : 'send.done', { number }))}
        >
          <p className={classes.soft}>{t('send.lead')}</p>
          <TextField name="toWhom" label={t('send.to')} required maxLength={200} />
          <SelectField
            name="how"
            label={t('send.how')}
            required
            options={waysOut.map((value) => ({ value, label: t(`how.${value}`) }))}
          />
          <TextField name="particulars" label={t('send.particulars')} ltr maxLength={120} />
          <DateField name="sentOn" label={t('send.on')} required />
        </ActForm>
      ) : null}
      {notice.may.withdraw ? (
        <Button size="xs" onClick={() => setAsking(true)}>
          {t('withdraw.act')}
        </Button>
      ) : null}
      <ConfirmAct
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('withdraw.act')}
        consequence={t('withdraw.means')}
        reason="required"
        actLabel={t('withdraw.act')}
        onConfirm={(why) => withdraw.run({ id: notice.id, why })}
      />
    </Group>
  )
}

/** Latest first: what came back, each sending with its number, the signature. */
function History({ notice }: { notice: Notice }) {
  const { t } = useTranslation('custody-notices')
  const both = useBoth()
  const sendings = notice.sendings.flatMap((one): TimelineEntry[] => [
    ...(one.outcome === null || one.outcomeOn === null
      ? []
      : [
          {
            id: `${one.id} back`,
            at: one.outcomeOn,
            agency: one.number,
            icon: one.outcome === 'received' ? ('check' as const) : ('arrow-back-up' as const),
            title: t(`one.${one.outcome}`),
            detail: <bdi>{one.outcomeWords}</bdi>,
            by: one.outcomeBy === null ? undefined : both(one.outcomeBy),
          },
        ]),
    {
      id: one.id,
      at: one.sentOn,
      agency: t(`how.${one.how}`),
      icon: 'send',
      title: t('one.sent', { number: one.number, who: one.toWhom }),
      detail: (
        <span className={classes.badges}>
          {one.particulars === null ? null : <Ltr>{one.particulars}</Ltr>}
          {one.outcome === null && notice.may.dispatch ? <Outcome sending={one} /> : null}
        </span>
      ),
      by: one.sentBy === null ? undefined : both(one.sentBy),
    },
  ])
  return (
    <Timeline
      entries={[
        ...(notice.withdrawnAt === null
          ? []
          : [
              {
                id: 'withdrawn',
                at: notice.withdrawnAt,
                agency: both(notice.prison),
                icon: 'x' as const,
                title: t('one.withdrawn'),
                detail: <bdi>{notice.withdrawnWhy}</bdi>,
                by: notice.withdrawnBy === null ? undefined : both(notice.withdrawnBy),
              },
            ]),
        ...sendings,
        {
          id: 'signed',
          at: notice.signedAt,
          agency: both(notice.prison),
          icon: 'signature',
          title: t('one.signed-by'),
          by: `${notice.signedBy === null ? '' : `${both(notice.signedBy)} · `}${both(notice.signedPost)}`,
        },
      ]}
    />
  )
}

function Outcome({ sending }: { sending: Sending }) {
  const { t } = useTranslation('custody-notices')
  return (
    <ActForm
      label={t('outcome.act')}
      icon="inbox"
      endpoint={recordNoticeOutcome}
      initial={{ on: today(), outcome: 'received' }}
      given={{ dispatchId: sending.id }}
      onDone={() => say(t('outcome.done'))}
    >
      <SelectField
        name="outcome"
        label={t('outcome.which')}
        required
        options={(['received', 'returned'] as const).map((value) => ({
          value,
          label: t(`outcome.${value}`),
        }))}
      />
      <DateField name="on" label={t('outcome.on')} required />
      <TextField name="words" label={t('outcome.words')} maxLength={300} />
    </ActForm>
  )
}

function Side({ notice, language }: { notice: Notice; language: 'en' | 'ur' }) {
  const { t } = useTranslation('custody-notices')
  const added = notice.medical ?? notice.free
  return (
    <article className={classes.sheet} lang={language} dir={language === 'ur' ? 'rtl' : 'ltr'}>
      <p>
        <strong>{notice.to[language]}</strong>
      </p>
      <h3>{notice.subject[language]}</h3>
      <p>{notice.body[language]}</p>
      {added === null ? null : (
        <div className={classes.added}>
          <span className={classes.soft}>{t(notice.medical === null ? 'one.added' : 'one.medical')}</span>
          <p>{added[language]}</p>
        </div>
      )}
    </article>
  )
}

function Sheet({ number, documentId, version }: { number: string; documentId: string; version: number }) {
  const { t } = useTranslation('custody-notices')
  const [shown, setShown] = useState(false)
  return (
    <>
      <Group gap={8}>
        <Button size="xs" leftSection={<Icon name="printer" size={16} />} onClick={() => setShown(!shown)}>
          {t(shown ? 'one.hide-sheet' : 'one.show-sheet')}
        </Button>
      </Group>
      {shown ? (
        <DocumentViewer
          name={`${number.replaceAll('/', '-')}.pdf`}
          url={urlOf(downloadDocument, { documentId, version, inline: 'yes' })}
          type="application/pdf"
        />
      ) : null}
    </>
  )
}

function Facts({ notice }: { notice: Notice }) {
  const { t } = useTranslation('custody-notices')
  const both = useBoth()
  const { date } = useFormats()
  const { duty, template } = notice
  return (
    <KeyValue
      columns={2}
      items={[
        ...(duty === null
          ? []
          : [
              {
                label: t('one.duty'),
                value: (
                  <Link to={`/custody/matters/${duty.matterId}`}>
                    {both(duty.name)} · {t(duty.done ? 'one.duty-done' : 'one.duty-open')}
                  </Link>
                ),
              },
            ]),
        { label: t('one.wording'), value: t(`draw.from-${template.from}`, { day: date(template.fromOn) }) },
        { label: t('one.hash'), value: <Ltr>{notice.hash.slice(0, 32)}</Ltr> },
      ]}
    />
  )
}
