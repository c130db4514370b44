/** What a phone says of records that it keeps until they are sent. */
export default {
  unsent: {
    waiting: '存在本机，待上报：{n} 条',
    waitingText: '联网后自动上报。',
    refused: '{name}没有通过，要改',
    signedOut: '登录已失效，{n} 条记录还在本机',
    signedOutText: '重新登录后自动上报。',
    mend: '去改',
    send: '现在上报',
    signIn: '重新登录',
    sent: '已上报 {n} 条',
    offline: '没有网络，可以照常记录',
    offlineText: '内容存在本机，联网后自动上报。',
    discard: '不再上报这一条',
    discardSure: '真的不要这一条了？删掉就找不回。',
  },
} as const
