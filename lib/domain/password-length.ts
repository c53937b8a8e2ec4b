/** Characters as people count them (code points), so that one emoji is one. OWASP ASVS 5.0.0, 6.2.1 and 6.2.9. */
export const PASSWORD_MIN = 15
export const PASSWORD_MAX = 128

export const passwordAdvice = `Use at least ${PASSWORD_MIN} characters. A few unrelated words are good.`
