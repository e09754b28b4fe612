import { LawInputError } from '../refusal.ts'
import { federalPack } from './federal.ts'
import { punjabPack } from './punjab.ts'
import { type RulePack, RulesInForce } from './rule-pack.ts'
import { sindhPack } from './sindh.ts'
import { balochistanPack, khyberPakhtunkhwaPack } from './unread-provinces.ts'

export { conflicts, type SourceConflict } from './conflicts.ts'
export * from './rule-pack.ts'

/** The packs that ship with the engine. Adopted versions are kept as rows and read with `rulesOf`. */
export const rulePacks: readonly RulePack[] = [
  federalPack,
  sindhPack,
  punjabPack,
  khyberPakhtunkhwaPack,
  balochistanPack,
]

const ready = new Map<string, RulesInForce>()

/** The rules of a pack that ships with the engine. @throws LawInputError UNKNOWN_PACK */
export function rulesInForce(packCode = 'federal'): RulesInForce {
  const known = ready.get(packCode)
  if (known !== undefined) return known
  const pack = rulePacks.find((candidate) => candidate.code === packCode)
  if (pack === undefined) {
    throw new LawInputError('UNKNOWN_PACK', 'packCode', {
      en: `packCode "${packCode}" is not known: give one of ${rulePacks.map((one) => one.code).join(', ')}.`,
      ur: `پیک ⁦${packCode}⁩ موجود نہیں۔ ان میں سے ایک لکھیں: ⁦${rulePacks.map((one) => one.code).join(', ')}⁩`,
    })
  }
  const rules = rulesOf(pack)
  ready.set(packCode, rules)
  return rules
}

/** The rules of any pack, such as a version proposed by a law officer and not yet adopted. */
export function rulesOf(pack: RulePack): RulesInForce {
  return new RulesInForce(pack, pack.basedOn === undefined ? undefined : rulesInForce(pack.basedOn))
}
