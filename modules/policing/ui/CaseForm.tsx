import type { ReactNode } from 'react'
import type { OutputOf } from '#platform/http/contract'
import { Load, Ltr, Page, useBoth, useCall, useRouteParams, useTranslation } from '#platform/ui'
import { getFir } from '../contract.ts'

export type FirFile = OutputOf<typeof getFir>
export type Accused = FirFile['accused'][number]

/** The frame of a form that belongs to a case: its title, the FIR it is of, the way back, and the station's file at hand. */
export function CaseForm({
  title,
  children,
}: {
  title: string
  children: (file: FirFile, caseId: string) => ReactNode
}) {
  const { t } = useTranslation('policing')
  const { id = '' } = useRouteParams()
  const file = useCall(getFir, { caseId: id })
  const fir = file.data?.fir
  return (
    <Page
      title={title}
      {...(fir == null
        ? {}
        : {
            lead: (
              <>
                {t('word.fir')} <Ltr>{`${fir.firNumber}/${fir.firYear}`}</Ltr>
              </>
            ),
          })}
      back={{ to: `/cases/${id}`, label: t('panel.title') }}
    >
      <Load call={file}>{(data) => children(data, id)}</Load>
    </Page>
  )
}

/** Names of accused as options of a field. */
export function useAccusedOptions(): (accused: readonly Accused[]) => { value: string; label: string }[] {
  const both = useBoth()
  const { t } = useTranslation('policing')
  return (accused) =>
    accused.map(({ partyId, serial, nameEn, nameUr }) => ({
      value: partyId,
      label: `${serial}. ${both({ en: nameEn ?? nameUr ?? '', ur: nameUr ?? nameEn ?? '' }) || t('word.unknown')}`,
    }))
}
