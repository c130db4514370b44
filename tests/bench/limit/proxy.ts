import { NextResponse } from 'next/server'

/** Runs for no request: without this file the builder takes the one of the product, two folders up. */
export function proxy(): NextResponse {
  return NextResponse.next()
}

export const config = { matcher: '/-/never' }
