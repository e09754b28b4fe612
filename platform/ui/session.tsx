import { createContext, type ReactNode, useContext } from 'react'
import type { BothLanguages, Need } from '../http/contract.ts'

/** A post one may act as: a grant of a post in a unit. */
export interface ActingPost {
  readonly grantId: string
  readonly post: string
  readonly title: BothLanguages
  readonly unit: {
    readonly id: string | number
    readonly code: string
    readonly name: BothLanguages
    readonly kind: string
  }
}

export interface Session {
  readonly account: {
    readonly id: string
    readonly username: string
    readonly name: BothLanguages
    readonly language: 'en' | 'ur'
  }
  readonly acting: ActingPost | null
  readonly posts: readonly ActingPost[]
  readonly permissions: readonly string[]
  readonly stepUpUntil: string | null
  readonly withSecondFactor: boolean
  readonly hasSecondFactor: boolean
  /** No post may be acted under before a second factor is set up. */
  readonly mustSetUpSecondFactor: boolean
}

const SessionContext = createContext<Session | undefined>(undefined)

export function SessionProvider({
  session,
  children,
}: {
  session: Session | undefined
  children: ReactNode
}) {
  return <SessionContext value={session}>{children}</SessionContext>
}

/** Who is signed in and as what; undefined on public pages. */
export function useSession(): Session | undefined {
  return useContext(SessionContext)
}

/** Whether the post acted as meets a need. Only for showing and hiding: the server decides. */
export function useMay(need: Need): boolean {
  return may(useSession(), need)
}

export function may(session: Session | undefined, need: Need): boolean {
  if (need === 'public') return true
  if (session === undefined) return false
  if (need === 'account') return true
  if (need === 'signed-in') return session.acting !== null
  return session.permissions.includes(need)
}
