import { useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  ConfirmAct,
  DocumentViewer,
  ErrorPanel,
  Icon,
  Load,
  Ltr,
  Page,
  Section,
  StatusBadge,
  say,
  urlOf,
  useBoth,
  useCall,
  useCommand,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getOwnCopy, handOver, issueOwnCopy } from '../contract.ts'
import classes from './OwnCopy.module.css'
import { type SpokenLanguage, useSpeech } from './speech.ts'

type OwnCopy = OutputOf<typeof getOwnCopy>

/** The statement as the prisoner gets it: on screen, read out by the browser's voice, and on paper. */
export default function OwnCopyPage() {
  const { t } = useTranslation('custody-own-copy')
  const { id = '' } = useRouteParams()
  const found = useCall(getOwnCopy, { imprisonmentId: id }, { keep: false })
  return <Load call={found}>{(copy) => <OneCopy id={id} copy={copy} back={t('back')} />}</Load>
}

function OneCopy({ id, copy, back }: { id: string; copy: OwnCopy; back: string }) {
  const { t } = useTranslation('custody-own-copy')
  const both = useBoth()
  const print = useCommand(issueOwnCopy, { onDone: ({ number }) => say(t('printed', { number })) })
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      back={{ to: `/custody/prisoners/${id}`, label: `${back} ${copy.number} · ${both(copy.name)}` }}
      actions={
        <Button
          variant="filled"
          loading={print.busy}
          leftSection={<Icon name="printer" size={18} />}
          onClick={() => print.start({ imprisonmentId: id })}
        >
          {t('print')}
        </Button>
      }
    >
      {print.error === null || print.error === undefined ? null : <ErrorPanel error={print.error} />}
      <p className={classes.soft}>{t('as-of', { day: copy.asOf })}</p>
      <div className={classes.sheet}>
        <Side copy={copy} language="ur" />
        <Side copy={copy} language="en" />
      </div>
      <Copies copies={copy.copies} />
    </Page>
  )
}

/** The statement in one language, and its voice. The text is always there. */
function Side({ copy, language }: { copy: OwnCopy; language: SpokenLanguage }) {
  const { t, i18n } = useTranslation('custody-own-copy')
  const { reading, canRead, read, stop } = useSpeech()
  const rights = copy.rightsTitle[language]
  const named = t(language === 'ur' ? 'urdu' : 'english')
  const spoken = [
    copy.name[language],
    ...copy.lines.flatMap((line) => [line.label[language], line.says[language]]),
    rights,
    ...copy.rights.map((right) => right[language]),
  ]
  return (
    <article className={classes.side} lang={language} dir={language === 'ur' ? 'rtl' : 'ltr'}>
      <div className={classes.row}>
        <h2>{copy.name[language]}</h2>
        <Ltr>{copy.number}</Ltr>
      </div>
      <dl>
        {copy.lines.map((line) => (
          <div key={line.key}>
            <dt>{line.label[language]}</dt>
            <dd data-late={line.late}>{line.says[language]}</dd>
          </div>
        ))}
      </dl>
      <h2>{rights}</h2>
      <ul>
        {copy.rights.map((right) => (
          <li key={right.en}>{right[language]}</li>
        ))}
      </ul>
      <div className={classes.row} lang={i18n.language} dir={i18n.dir()}>
        {reading === language ? (
          <Button onClick={stop} leftSection={<Icon name="player-pause" size={18} />}>
            {t('stop')}
          </Button>
        ) : (
          <Button
            disabled={!canRead(language)}
            onClick={() => read(language, spoken)}
            leftSection={<Icon name="player-play" size={18} />}
          >
            {t('read', { language: named })}
          </Button>
        )}
        {canRead(language) ? null : (
          <span className={classes.soft} role="note">
            {t('no-voice', { language: named })}
          </span>
        )}
      </div>
    </article>
  )
}

function Copies({ copies }: { copies: OwnCopy['copies'] }) {
  const { t } = useTranslation('custody-own-copy')
  const { instant } = useFormats()
  const [shown, setShown] = useState<string>()
  const [handing, setHanding] = useState<{ id: string; readAloud: boolean }>()
  const hand = useCommand(handOver)
  return (
    <Section title={t('copies')}>
      {copies.length === 0 ? <p className={classes.soft}>{t('none')}</p> : null}
      <ul className={classes.copies}>
        {copies.map((copy) => (
          <li key={copy.id}>
            <div className={classes.row}>
              <Ltr>{copy.number}</Ltr>
              <span>{instant(copy.issuedAt)}</span>
              <StatusBadge meaning={copy.current ? 'blue' : 'amber'}>
                {t(copy.current ? 'current' : 'outdated')}
              </StatusBadge>
              {copy.handedAt === null ? (
                <>
                  <Button size="xs" onClick={() => setHanding({ id: copy.id, readAloud: true })}>
                    {t('hand-read')}
                  </Button>
                  <Button size="xs" onClick={() => setHanding({ id: copy.id, readAloud: false })}>
                    {t('hand-only')}
                  </Button>
                </>
              ) : (
                <span className={classes.soft}>
                  {t('handed', { at: copy.handedAt })},{' '}
                  {t(copy.readAloud === true ? 'read-out' : 'not-read-out')}
                </span>
              )}
              <Button size="xs" onClick={() => setShown(shown === copy.id ? undefined : copy.id)}>
                {t('show')}
              </Button>
            </div>
            {shown === copy.id ? (
              <DocumentViewer
                name={`${copy.number.replaceAll('/', '-')}.pdf`}
                url={urlOf(downloadDocument, {
                  documentId: copy.documentId,
                  version: copy.version,
                  inline: 'yes',
                })}
                type="application/pdf"
              />
            ) : null}
          </li>
        ))}
      </ul>
      <ConfirmAct
        opened={handing !== undefined}
        onClose={() => setHanding(undefined)}
        title={t('hand-title')}
        consequence={t('hand-consequence')}
        actLabel={t(handing?.readAloud === true ? 'hand-read' : 'hand-only')}
        onConfirm={() => hand.run({ copyId: handing?.id ?? '', readAloud: handing?.readAloud === true })}
      />
    </Section>
  )
}
