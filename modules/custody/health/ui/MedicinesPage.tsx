import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  EmptyState,
  formatInstant,
  Icon,
  type Language,
  Load,
  Ltr,
  Page,
  useCall,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getContinuity } from '../contract.ts'
import classes from './Health.module.css'

type Sheet = OutputOf<typeof getContinuity>

/** The sheet that goes along with somebody who leaves: what is taken, when last, and how much is handed over. In both languages. */
export default function MedicinesPage() {
  const { t } = useTranslation('custody-health')
  const { id = '' } = useRouteParams()
  const { language } = useFormats()
  const found = useCall(getContinuity, { id })
  const other: Language = language === 'ur' ? 'en' : 'ur'
  return (
    <Page
      title={t('sheet.title')}
      lead={<span className={classes.noPrint}>{t('sheet.lead')}</span>}
      back={{ to: `/custody/prisoners/${id}`, label: t('record.to-prisoner') }}
      actions={
        <span className={classes.noPrint}>
          <Button leftSection={<Icon name="printer" size={17} />} onClick={() => window.print()}>
            {t('sheet.print')}
          </Button>
        </span>
      }
    >
      <Load call={found} lines={6}>
        {(sheet) =>
          sheet.medicines.length === 0 ? (
            <EmptyState icon="pill" title={t('sheet.none')} why={t('sheet.none-why')} />
          ) : (
            <>
              <InLanguage sheet={sheet} language={language} />
              <InLanguage sheet={sheet} language={other} />
            </>
          )
        }
      </Load>
    </Page>
  )
}

function InLanguage({ sheet, language }: { sheet: Sheet; language: Language }) {
  const { i18n } = useTranslation('custody-health')
  const t = i18n.getFixedT(language, 'custody-health')
  const { patient, supplyDays, allergies, medicines } = sheet
  return (
    <article className={classes.sheet} lang={language} dir={language === 'ur' ? 'rtl' : 'ltr'}>
      <header className={classes.words}>
        <h2>{t('sheet.title')}</h2>
        <span className={classes.who}>
          <Ltr>{patient.number}</Ltr>
          <strong>{patient.name[language]}</strong>
          <span>{sheet.prison[language]}</span>
          <span className={classes.soft}>{formatInstant(sheet.asOf, language)}</span>
        </span>
        {allergies.length === 0 ? null : (
          <strong>{t('doses.not-borne', { what: allergies.join(language === 'ur' ? '، ' : ', ') })}</strong>
        )}
        <span className={classes.soft}>{t('sheet.days', { count: supplyDays })}</span>
      </header>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {(['medicine', 'dose', 'times', 'last', 'supply'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`sheet.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {medicines.map((one) => (
              <tr key={one.prescriptionId}>
                <th scope="row">
                  <bdi>{one.medicine}</bdi>
                </th>
                <td>
                  <bdi>{one.dose}</bdi>
                </td>
                <td>{one.slots.map((slot) => t(`slot.${slot}`)).join(' · ')}</td>
                <td>{one.lastGiven === null ? '–' : formatInstant(one.lastGiven, language)}</td>
                <td>{t('sheet.doses', { count: one.doses })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.signs}>
        <span>{t('sheet.signed')}</span>
        <span>{t('sheet.received')}</span>
      </div>
    </article>
  )
}
