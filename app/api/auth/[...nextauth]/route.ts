import NextAuth from 'next-auth'
import { nextAuthOptions } from '@/lib/platform/next-auth'

function handler(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  return NextAuth(nextAuthOptions())(request, context)
}

export { handler as GET, handler as POST }
