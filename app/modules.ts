import { access } from '#kernel/access'
import { audit } from '#kernel/audit'
import { cases } from '#kernel/cases'
import { documents } from '#kernel/documents'
import { events } from '#kernel/events'
import { exchange } from '#kernel/exchange'
import { extraFields } from '#kernel/extra-fields'
import type { Module } from '#kernel/gate'
import { handover } from '#kernel/handover'
import { identity } from '#kernel/identity'
import { jobs } from '#kernel/jobs'
import { law } from '#kernel/law'
import { people } from '#kernel/people'
import { reporting } from '#kernel/reporting'
import { units } from '#kernel/units'
import { workflow } from '#kernel/workflow'
import { courts } from '#modules/courts'
import { custody } from '#modules/custody'
import { legalAid } from '#modules/legal-aid'
import { policing } from '#modules/policing'
import { prosecution } from '#modules/prosecution'

/** Everything the application is made of. A module that is not in this list does not exist for anyone. */
export const modules: readonly Module[] = [
  identity,
  access,
  audit,
  events,
  units,
  people,
  cases,
  documents,
  workflow,
  handover,
  jobs,
  law,
  reporting,
  exchange,
  extraFields,
  policing,
  prosecution,
  courts,
  custody,
  legalAid,
]
