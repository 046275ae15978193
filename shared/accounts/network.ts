import ipaddr from 'ipaddr.js'

/** An IPv4 address as it is; of IPv6 the /64, which one household or host commonly has whole. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address) // an IPv4 address in IPv6 form counts as what it is
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return (parsed as ipaddr.IPv6).parts.slice(0, 4).join(':')
}
