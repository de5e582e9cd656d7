// The vault that holds the Alpaca keys. The template never sees them: a command of the README puts them in.
param name string
param location string
param tags object
param subnetId string
param allowedAddresses string[]
param purgeProtection bool

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    // No purge protection unless asked for, because it can never be taken back: the name would be blocked for 90 days after the
    // group was deleted, to guard keys that Alpaca hands out anew at once. What was deleted by mistake can be recovered all the
    // same.
    enableSoftDelete: true
    softDeleteRetentionInDays: purgeProtection ? 90 : 7
    enablePurgeProtection: purgeProtection ? true : null
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      // The deployment reads no secret; the app's references are read over its own network.
      bypass: 'AzureServices'
      defaultAction: empty(subnetId) ? 'Allow' : 'Deny'
      virtualNetworkRules: empty(subnetId) ? [] : [{ id: subnetId }]
      ipRules: map(allowedAddresses, address => { value: address })
    }
  }
}
