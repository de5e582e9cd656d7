// The vault that holds the Alpaca keys. The template never sees them: a command of the README puts them in.
param name string
param location string
param tags object

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    // No purge protection, which can never be taken back: the name would be blocked for days after the group was deleted, to
    // guard keys that Alpaca hands out anew at once. What was deleted by mistake can be recovered all the same.
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
    publicNetworkAccess: 'Enabled'
  }
}
