import type { OutputOf } from '#platform/http/contract'
import {
  Button,
  EmptyState,
  formatInstant,
  formatNumber,
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
import { sheetWords } from '../sheet-words.ts'
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
  const words = sheetWords[language]
  const { patient, supplyDays, allergies, medicines } = sheet
  return (
    <article className={classes.sheet} lang={language} dir={language === 'ur' ? 'rtl' : 'ltr'}>
      <header className={classes.words}>
        <h2>{words.title}</h2>
        <span className={classes.who}>
          <Ltr>{patient.number}</Ltr>
          <strong>{patient.name[language]}</strong>
          <span>{sheet.prison[language]}</span>
          <span className={classes.soft}>{formatInstant(sheet.asOf, language)}</span>
        </span>
        {allergies.length === 0 ? null : <strong>{words.notBorne(allergies.join(words.comma))}</strong>}
        <span className={classes.soft}>{words.days(formatNumber(supplyDays))}</span>
      </header>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {(['medicine', 'dose', 'times', 'last', 'supply'] as const).map((column) => (
                <th key={column} scope="col">
                  {words[column]}
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
                <td>{one.slots.map((slot) => words[slot]).join(' · ')}</td>
                <td>{one.lastGiven === null ? '–' : formatInstant(one.lastGiven, language)}</td>
                <td>{words.doses(formatNumber(one.doses))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.signs}>
        <span>{words.signed}</span>
        <span>{words.received}</span>
      </div>
    </article>
  )
}
