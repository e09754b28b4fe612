import { useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import type { OutputOf } from '#platform/http/contract'
import {
  ActForm,
  Button,
  DateField,
  DocumentViewer,
  EmptyState,
  Group,
  Icon,
  Link,
  Load,
  Ltr,
  type Meaning,
  Page,
  SegmentedControl,
  StatusBadge,
  say,
  TextField,
  urlOf,
  useBoth,
  useCall,
  useFormats,
  useQueryText,
  useTranslation,
} from '#platform/ui'
import { listPetitions, petitionShows, registerPetition, returnPetition } from '../contract.ts'
import { CaseLine } from './CaseLine.tsx'
import classes from './Courts.module.css'
import { nameOf } from './words.ts'

type Petition = OutputOf<typeof listPetitions>['rows'][number]
const looks: Record<Petition['state'], Meaning> = {
  filed: 'amber',
  registered: 'blue',
  granted: 'blue',
  refused: 'grey',
}

/** Bail petitions that came through the system: a number and a day, or back with the reason. */
export default function PetitionsPage() {
  const { t } = useTranslation('courts')
  const [asked, setShow] = useQueryText('show', 'waiting')
  const show = petitionShows.find((one) => one === asked) ?? 'waiting'
  return (
    <Page title={t('petitions.title')} lead={t('petitions.lead')}>
      <SegmentedControl
        aria-label={t('petitions.title')}
        value={show}
        onChange={setShow}
        data={petitionShows.map((value) => ({ value, label: t(`petitions.${value}`) }))}
      />
      <Load call={useCall(listPetitions, { show, size: 200 })}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon="file-text" title={t('petitions.empty')} why={t('petitions.empty-why')} />
          ) : (
            <ol className={classes.day}>
              {rows.map((row) => (
                <One key={row.id} petition={row} />
              ))}
            </ol>
          )
        }
      </Load>
    </Page>
  )
}

function One({ petition }: { petition: Petition }) {
  const { t } = useTranslation('courts')
  const both = useBoth()
  const { date } = useFormats()
  const [shown, setShown] = useState(false)
  return (
    <li className={classes.line}>
      <p>
        <strong>{both(nameOf(petition))}</strong> · <CaseLine {...petition} /> ·{' '}
        {both({ en: petition.fromEn, ur: petition.fromUr })}{' '}
        <StatusBadge meaning={looks[petition.state]}>{t(`petitions.state-${petition.state}`)}</StatusBadge>{' '}
        {petition.number === null ? null : <Ltr>{petition.number}</Ltr>}{' '}
        {petition.overdue ? <StatusBadge meaning="red">{t('petitions.late')}</StatusBadge> : null}
      </p>
      <p>
        {t(`petitions.kind-${petition.kind}`)}{' '}
        {petition.eligibleFrom === null ? null : (
          <StatusBadge meaning="blue" icon="scale">
            {t('petitions.right-from', { day: date(petition.eligibleFrom) })}
          </StatusBadge>
        )}{' '}
        {petition.hearingOn === null ? null : t('petitions.hearing', { day: date(petition.hearingOn) })}
      </p>
      <p className={classes.soft}>
        {t('petitions.by', { day: date(petition.filedOn) })} <bdi>{petition.filedBy}</bdi> ·{' '}
        {t('petitions.fingerprint')} <Ltr>{`${petition.sha256.slice(0, 16)}…`}</Ltr>
      </p>
      <Group gap={8}>
        <Button size="xs" leftSection={<Icon name="eye" size={16} />} onClick={() => setShown(!shown)}>
          {t('petitions.show')}
        </Button>
        {petition.state === 'filed' ? <Answer petition={petition} /> : null}
        {petition.state === 'registered' ? (
          <Link to={`/courts/bail/${petition.partyId}`}>{t('petitions.order')}</Link>
        ) : null}
      </Group>
      {shown ? (
        <DocumentViewer
          name={`petition-${petition.sha256.slice(0, 8)}.pdf`}
          url={urlOf(downloadDocument, {
            documentId: petition.documentId,
            version: petition.version,
            inline: 'yes',
          })}
          type="application/pdf"
        />
      ) : null}
    </li>
  )
}

function Answer({ petition }: { petition: Petition }) {
  const { t } = useTranslation('courts')
  return (
    <>
      <ActForm
        label={t('petitions.register')}
        icon="rubber-stamp"
        filled
        endpoint={registerPetition}
        given={{ petitionId: petition.id }}
        onDone={({ number, year }) => say(t('petitions.registered', { number: `${number}/${year}` }))}
      >
        <DateField name="hearingOn" label={t('petitions.hearing-on')} required />
      </ActForm>
      <ActForm
        label={t('petitions.return')}
        icon="arrow-back-up"
        endpoint={returnPetition}
        given={{ petitionId: petition.id }}
        onDone={() => say(t('petitions.returned'))}
      >
        <TextField name="reason" label={t('petitions.return-reason')} required multiline maxLength={1000} />
      </ActForm>
    </>
  )
}
