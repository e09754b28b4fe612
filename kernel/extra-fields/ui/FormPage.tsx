import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  EmptyState,
  Icon,
  Link,
  Load,
  Page,
  Section,
  Timeline,
  useBoth,
  useCall,
  useFormats,
  useGo,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { type ExtraField, type FormVersion, getForm } from '../contract.ts'
import { Counts } from './Counts.tsx'
import classes from './ExtraFields.module.css'
import { FieldList, StandingBadge, useScopeName } from './words.tsx'

type Data = OutputOf<typeof getForm>

/** One form: what each province asks beside, side by side; how it was answered; how it came to be so. */
export default function FormPage() {
  const { t } = useTranslation('extra-fields')
  const { form = '' } = useRouteParams()
  const both = useBoth()
  const found = useCall(getForm, { form })
  return (
    <Page
      title={found.data === undefined ? t('form') : both(found.data.title)}
      lead={t('form-lead')}
      back={{ to: '/settings/fields', label: t('nav') }}
      actions={found.data === undefined ? undefined : <Drafts data={found.data} />}
    >
      <Load call={found} lines={8}>
        {(data) => (
          <>
            <SideBySide data={data} />
            {data.may.count ? <Counts form={data.key} report={data.report} /> : null}
            <Section title={t('versions')}>
              <Versions data={data} />
            </Section>
          </>
        )}
      </Load>
    </Page>
  )
}

/** An officer drafts for the province or for one unit, never both; the page that opens says which. */
function Drafts({ data }: { data: Data }) {
  const { t } = useTranslation('extra-fields')
  const go = useGo()
  return data.drafts.map(({ unitId }) => (
    <Button
      key={unitId ?? 'province'}
      variant="filled"
      leftSection={<Icon name="edit" size={17} />}
      onClick={() => go(`/settings/fields/${data.key}/${unitId === null ? 'next' : 'next-own'}`)}
    >
      {t('draft-next')}
    </Button>
  ))
}

/** The provinces beside each other; what another one does not ask is marked. */
function SideBySide({ data }: { data: Data }) {
  const { t } = useTranslation('extra-fields')
  const { date } = useFormats()
  const scopeName = useScopeName()
  const inForce = data.versions.filter(({ standing, fields }) => standing === 'in-force' && fields.length > 0)
  const elsewhere = (field: ExtraField, here: FormVersion) =>
    inForce.some(
      (one) =>
        one.unit === null &&
        one.jurisdiction !== here.jurisdiction &&
        one.fields.some(({ key }) => key === field.key),
    )
  const several = new Set(inForce.map(({ jurisdiction }) => jurisdiction)).size > 1
  return (
    <Section title={t('side-by-side')}>
      {inForce.length === 0 ? (
        <EmptyState icon="adjustments" title={t('none-yet')} why={t('none-yet-why')} />
      ) : (
        <div className={classes.columns}>
          {inForce.map((version) => (
            <section key={version.id} className={classes.card} aria-label={scopeName(version)}>
              <div className={classes.head}>
                <h3>
                  <Link to={`/settings/field-versions/${version.id}`}>{scopeName(version)}</Link>
                </h3>
                <span className={classes.soft}>
                  {t('version-from', { version: version.version, day: date(version.inForceFrom) })}
                </span>
              </div>
              <p className={classes.soft} dir="auto">
                {version.why}
              </p>
              <FieldList
                fields={version.fields}
                changeOf={(field) => (several && !elsewhere(field, version) ? 'only-here' : undefined)}
              />
            </section>
          ))}
        </div>
      )}
    </Section>
  )
}

function Versions({ data }: { data: Data }) {
  const { t } = useTranslation('extra-fields')
  const both = useBoth()
  const { date } = useFormats()
  const scopeName = useScopeName()
  return (
    <Timeline
      entries={data.versions
        .toSorted((a, b) => (a.proposedAt < b.proposedAt ? 1 : -1))
        .map((version) => ({
          id: version.id,
          at: version.decidedAt ?? version.proposedAt,
          agency: scopeName(version),
          icon:
            version.state === 'adopted'
              ? 'file-check'
              : version.state === 'returned'
                ? 'arrow-back-up'
                : 'file-text',
          title: t('version-of', { version: version.version, count: version.fields.length }),
          detail: (
            <span className={classes.badges}>
              <StandingBadge standing={version.standing} />
              <span>{t('from-day', { day: date(version.inForceFrom) })}</span>
              <bdi>{version.returnedWhy ?? version.why}</bdi>
            </span>
          ),
          by:
            [version.proposedBy, version.decidedBy]
              .flatMap((one) => (one === null ? [] : [both(one)]))
              .join(' · ') || undefined,
          to: `/settings/field-versions/${version.id}`,
        }))}
    />
  )
}
