import { useState } from 'react'
import { downloadDocument } from '#kernel/documents/contract'
import { listUnits } from '#kernel/units/contract'
import {
  Button,
  call,
  DateField,
  DocumentViewer,
  EmptyState,
  ErrorPanel,
  Group,
  Icon,
  Ltr,
  SearchField,
  Section,
  SelectField,
  StatusBadge,
  say,
  TextField,
  today,
  urlOf,
  useBoth,
  useCommand,
  useFormats,
  useTranslation,
} from '#platform/ui'
import { ActForm } from '../../ui/ActForm.tsx'
import {
  type BailOf,
  filePetition,
  filePetitionWithCourt,
  type Petition,
  preparePetition,
  recordPetitionOutcome,
} from '../contract.ts'
import classes from './Sureties.module.css'
import { PetitionBadge } from './words.tsx'

/** In each case: the sheet made ready at a press, where it was filed, and what the court said. */
export function Petitions({ data }: { data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <Section title={t('petition.title')}>
      {data.cases.length === 0 && data.petitions.length === 0 ? (
        <EmptyState icon="file-text" title={t('petition.none')} why={t('petition.none-why')} />
      ) : null}
      <ul className={classes.cards}>
        {data.cases.map((one) => (
          <li key={one.warrantId} className={classes.card}>
            <div className={classes.between}>
              <strong>
                <Ltr>{one.caseLabel}</Ltr> <Ltr>{one.sections}</Ltr>
                {one.court === null ? null : <span className={classes.soft}> · {both(one.court)}</span>}
              </strong>
              {one.standing === 'refer' ? (
                <StatusBadge meaning="amber" icon="help">
                  {t('petition.refer')}
                </StatusBadge>
              ) : one.eligibleFrom === null ? null : (
                <StatusBadge meaning={one.eligibleFrom <= today() ? 'red' : 'grey'} icon="scale">
                  {t('petition.right-from', { day: date(one.eligibleFrom) })}
                </StatusBadge>
              )}
            </div>
            {data.may.petition && data.prisoner.inside ? <Prepare one={one} data={data} /> : null}
          </li>
        ))}
        {data.petitions.map((petition) => (
          <One key={petition.id} petition={petition} data={data} />
        ))}
      </ul>
    </Section>
  )
}

function Prepare({ one, data }: { one: BailOf['cases'][number]; data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  const prepare = useCommand(preparePetition, {
    onDone: ({ number }) => say(t('petition.ready', { number })),
  })
  const open = new Set(
    data.petitions
      .filter(
        ({ warrantId, state }) =>
          warrantId === one.warrantId && ['prepared', 'filed', 'adjourned'].includes(state),
      )
      .map(({ kind }) => kind),
  )
  const due = one.standing === 'refer' || (one.eligibleFrom !== null && one.eligibleFrom <= today())
  const kinds = [
    ...(due && !open.has('statutory') ? (['statutory'] as const) : []),
    ...(one.granted && !open.has('reduce-surety') ? (['reduce-surety'] as const) : []),
  ]
  return (
    <>
      {prepare.error === null || prepare.error === undefined ? null : <ErrorPanel error={prepare.error} />}
      <Group gap={8}>
        {kinds.map((kind) => (
          <Button
            key={kind}
            size="xs"
            loading={prepare.busy}
            leftSection={<Icon name="printer" size={16} />}
            onClick={() => prepare.start({ warrantId: one.warrantId, kind })}
          >
            {t(`petition.prepare.${kind}`)}
          </Button>
        ))}
      </Group>
    </>
  )
}

function One({ petition, data }: { petition: Petition; data: BailOf }) {
  const { t } = useTranslation('custody-sureties')
  const both = useBoth()
  const { date, instant } = useFormats()
  const [shown, setShown] = useState(false)
  const courts = async (text: string, signal: AbortSignal) => {
    const { rows } = await call(listUnits, { q: text, size: 40 }, { signal })
    return rows
      .filter((unit) => unit.code.startsWith('CRT-'))
      .map((unit) => ({
        value: String(unit.id),
        label: both({ en: unit.nameEn, ur: unit.nameUr }),
        detail: unit.code,
      }))
  }
  const of = data.cases.find((one) => one.warrantId === petition.warrantId)
  return (
    <li className={classes.card}>
      <div className={classes.between}>
        <strong>
          {t(`petition.kind.${petition.kind}`)} <Ltr>{petition.number}</Ltr>
        </strong>
        <span className={classes.badges}>
          {petition.atCourt === null || petition.state !== 'filed' ? null : (
            <StatusBadge
              meaning={petition.atCourt.state === 'returned' ? 'amber' : 'blue'}
              icon="building-bank"
            >
              {t(`at-court.${petition.atCourt.state}`)}
            </StatusBadge>
          )}
          <PetitionBadge state={petition.state} />
        </span>
      </div>
      <span className={classes.soft}>
        {t('petition.prepared')} {instant(petition.preparedAt)}
        {petition.sha256 === null ? null : (
          <>
            {' '}
            · {t('petition.sheet')} <Ltr>{`${petition.sha256.slice(0, 16)}…`}</Ltr>
          </>
        )}
      </span>
      {petition.filedOn === null ? null : (
        <span>
          {t('petition.filed', { day: date(petition.filedOn) })} · <bdi>{petition.filedBy}</bdi>
          {petition.filedCourt === null ? '' : ` · ${both(petition.filedCourt)}`}
          {petition.courtNumber === null ? null : (
            <>
              {' '}
              · <Ltr>{petition.courtNumber}</Ltr>
            </>
          )}
        </span>
      )}
      {petition.atCourt?.returnedWhy == null ? null : <bdi>{petition.atCourt.returnedWhy}</bdi>}
      {petition.nextOn === null ? null : <span>{t('petition.next', { day: date(petition.nextOn) })}</span>}
      {petition.outcomeGround === null ? null : <bdi>{petition.outcomeGround}</bdi>}
      <Group gap={8}>
        <Button size="xs" leftSection={<Icon name="eye" size={16} />} onClick={() => setShown(!shown)}>
          {t('petition.show')}
        </Button>
        {data.may.petition && petition.courts.length > 0 ? (
          <ActForm
            label={t('petition.file-court')}
            icon="building-bank"
            filled
            endpoint={filePetitionWithCourt}
            initial={{ courtId: String(petition.courts[0]?.id ?? ''), by: petition.filedBy ?? '' }}
            given={{ petitionId: petition.id }}
            onDone={() => say(t('petition.file-court-done'))}
          >
            <p className={classes.soft}>{t('petition.file-court-hint')}</p>
            <SelectField
              name="courtId"
              label={t('petition.court')}
              required
              options={petition.courts.map((court) => ({ value: String(court.id), label: both(court.name) }))}
            />
            <TextField name="by" label={t('petition.by')} required maxLength={200} />
          </ActForm>
        ) : null}
        {data.may.petition && petition.state === 'prepared' ? (
          <ActForm
            label={t('petition.file-paper')}
            icon="file-text"
            endpoint={filePetition}
            initial={{ on: today(), ...(of?.courtId == null ? {} : { courtId: String(of.courtId) }) }}
            given={{ petitionId: petition.id }}
            onDone={() => say(t('petition.filed-done'))}
          >
            <SearchField
              name="courtId"
              label={t('petition.court')}
              required
              search={courts}
              initialLabel={of?.court == null ? '' : both(of.court)}
            />
            <DateField name="on" label={t('petition.on')} required />
            <TextField name="by" label={t('petition.by')} required maxLength={200} />
            <TextField name="courtNumber" ltr label={t('petition.number')} maxLength={60} />
            <DateField name="nextOn" label={t('petition.next-on')} />
          </ActForm>
        ) : null}
        {data.may.petition &&
        ['filed', 'adjourned'].includes(petition.state) &&
        (petition.atCourt === null || ['returned', 'withdrawn'].includes(petition.atCourt.state)) ? (
          <ActForm
            label={t('petition.outcome')}
            icon="gavel"
            endpoint={recordPetitionOutcome}
            initial={{ on: today() }}
            given={{ petitionId: petition.id }}
            onDone={() => say(t('petition.outcome-done'))}
          >
            <SelectField
              name="state"
              label={t('petition.what')}
              required
              options={['granted', 'refused', 'adjourned', 'withdrawn'].map((value) => ({
                value,
                label: t(`petition-state.${value}`),
              }))}
            />
            <DateField name="on" label={t('petition.on')} required />
            <TextField
              name="ground"
              label={t('petition.ground')}
              hint={t('petition.ground-hint')}
              multiline
              maxLength={1000}
            />
            <DateField name="nextOn" label={t('petition.next-on')} />
          </ActForm>
        ) : null}
      </Group>
      {shown ? (
        <DocumentViewer
          name={`${petition.number.replaceAll('/', '-')}.pdf`}
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
