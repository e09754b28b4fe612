import { LawInputError } from '../refusal.ts'
import { federalPack } from './federal.ts'
import { punjabPack } from './punjab.ts'
import { type LegalNumber, type RulePack, RulesInForce } from './rule-pack.ts'
import { sindhPack } from './sindh.ts'
import { balochistanPack, khyberPakhtunkhwaPack } from './unread-provinces.ts'

export { conflicts, type SourceConflict } from './conflicts.ts'
export * from './rule-pack.ts'

/** The packs that ship with the engine. Adopted versions are kept as rows and laid over them. */
export const rulePacks: readonly RulePack[] = [
  federalPack,
  sindhPack,
  punjabPack,
  khyberPakhtunkhwaPack,
  balochistanPack,
]

/** Numbers that two law officers have adopted for a pack: they take the place of every version of the same key. */
export type AdoptedNumbers = { code: string; version: string; numbers: readonly LegalNumber[] }

let adopted: readonly AdoptedNumbers[] = []
const ready = new Map<string, RulesInForce>()

/** Lays adopted versions over the shipped packs, oldest first, for everything this process computes from now on. */
export function layOver(versions: readonly AdoptedNumbers[]): void {
  adopted = versions
  ready.clear()
}

/** A pack as it stands in this process: shipped, with every adopted version laid over it. @throws LawInputError UNKNOWN_PACK */
export function packInForce(packCode: string): RulePack {
  const pack = rulePacks.find((candidate) => candidate.code === packCode)
  if (pack === undefined) {
    throw new LawInputError('UNKNOWN_PACK', 'packCode', {
      en: `packCode "${packCode}" is not known: give one of ${rulePacks.map((one) => one.code).join(', ')}.`,
      ur: `پیک ⁦${packCode}⁩ موجود نہیں۔ ان میں سے ایک لکھیں: ⁦${rulePacks.map((one) => one.code).join(', ')}⁩`,
    })
  }
  return adopted.filter((one) => one.code === packCode).reduce(laidOver, pack)
}

/** A pack with some of its numbers replaced, under a new version. */
export function laidOver(pack: RulePack, { version, numbers }: AdoptedNumbers): RulePack {
  const changed = new Set(numbers.map((number) => number.key))
  return {
    ...pack,
    version,
    numbers: [...pack.numbers.filter((number) => !changed.has(number.key)), ...numbers],
  }
}

/** The rules of a pack as they stand. @throws LawInputError UNKNOWN_PACK */
export function rulesInForce(packCode = 'federal'): RulesInForce {
  const known = ready.get(packCode)
  if (known !== undefined) return known
  const rules = rulesOf(packInForce(packCode))
  ready.set(packCode, rules)
  return rules
}

/** The rules of any pack, such as a version proposed by a law officer and not yet adopted. */
export function rulesOf(pack: RulePack): RulesInForce {
  return new RulesInForce(pack, pack.basedOn === undefined ? undefined : rulesInForce(pack.basedOn))
}
