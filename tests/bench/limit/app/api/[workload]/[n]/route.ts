import { straight } from '../../../../straight'

type Context = { params: Promise<{ workload: string; n: string }> }

/** The statement that writes, with the id that the sender made, as a route beside the phone door. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const [{ workload, n }, { id }] = await Promise.all([params, request.json() as Promise<{ id: string }>])
  return Response.json({ rows: await straight(workload, Number(n), id) })
}
