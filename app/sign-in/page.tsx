import type { Metadata } from 'next'
import { Door } from '@/components/operators/door'
import { Onward } from '@/components/operators/onward'
import { SignInForm } from '@/components/operators/sign-in-form'
import { nextPath } from '@/lib/domain/next-path'
import { currentActor } from '@/lib/server/auth'
import { signInAction } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignIn({ searchParams }: Props) {
  const { next } = await searchParams
  const to = nextPath(typeof next === 'string' ? next : null)
  return (
    <Door title="Sign in">
      {(await currentActor()) ? <Onward to={to} /> : <SignInForm action={signInAction} next={to} />}
    </Door>
  )
}
