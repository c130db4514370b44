export default {
  verify: {
    figures:
      '已核对 {seals, number} 个封存、{entries, number} 条审计、{tables} 张表的 {rows, number} 行，未封存 {unsealed, number} 条，用时 {seconds} 秒。',
    whole: '审计完整：没有发现改动。',
    broken: '审计不完整：发现 {count, number} 处。',
    late: '注意：从 {since} 起有审计没有封存，封存可能没有在运行。',
    sealed: '已封存：第 {seal} 号，{count, number} 条审计。',
    nothing: '没有需要封存的审计。',
    foreign: '封存的事务号比本数据库的新：这个数据库是从别处搬来的，不能继续封存。请用物理备份恢复，或联系维护人员。',
  },
  keys: {
    resealed: '已用新密钥重新加密 {count, number} 个字段，用时 {seconds} 秒。',
    closed: '{count, number} 次导入或变更从此不能再撤销：它们保存的旧内容用旧密钥加密，已经删去。',
    left: '还有 {count, number} 个字段用旧密钥加密，旧密钥不能删除。',
    retired: '旧密钥已从密钥文件删除。请重新备份密钥文件。',
  },
  findings: {
    sealBroken: '第 {seal} 号封存（{at}）对不上：审计 {first} 至 {last} 中有内容被改动或调换。',
    sealCount: '第 {seal} 号封存（{at}）对不上：审计 {first} 至 {last} 应有 {expected} 条，现有 {found} 条。',
    sealMissing: '第 {seal} 号封存不见了。',
    spanBroken: '第 {seal} 号封存没有接在前一号之后。',
    anchorDiffers: '第 {seal} 号封存与库外锚点不一致，封存被重算过。',
    anchorMissing: '第 {seal} 号封存没有库外锚点，锚点文件被改过。',
    tailCut: '锚点记有第 {seal} 号封存（{count} 条，至 {id}），数据库里没有：末尾被截掉了。',
    entryAhead: '有 {count} 条审计的事务号还没有发生过，是伪造的。',
    triggerOff: '表 {table} 的审计触发器已停用。',
    rowWithoutEntry: '表 {table} 的行 {row} 没有任何审计。',
    rowChanged: '表 {table} 的行 {row} 被改动过，而审计里没有。',
    rowGone: '表 {table} 的行 {row} 被删除，而审计里没有。',
    rowBack: '表 {table} 的行 {row} 按审计已删除，却还在。',
    moreRows: '表 {table} 另有 {count, number} 行有同样的问题。',
  },
} as const
