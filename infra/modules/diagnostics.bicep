// Who entered the vault, and with 'All' who read or wrote the storage account and what the app's platform logs.
param workspaceName string
param vaultName string
param storageName string
param appName string
param level string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = { name: workspaceName }

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: vaultName }

resource app 'Microsoft.Web/sites@2024-04-01' existing = { name: appName }

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName

  resource blobs 'blobServices' existing = { name: 'default' }

  resource tables 'tableServices' existing = { name: 'default' }
}

var access = [
  { category: 'StorageRead', enabled: true }
  { category: 'StorageWrite', enabled: true }
  { category: 'StorageDelete', enabled: true }
]

resource vaultLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'log'
  properties: { workspaceId: workspace.id, logs: [{ category: 'AuditEvent', enabled: true }] }
}

resource blobLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (level == 'All') {
  scope: storage::blobs
  name: 'log'
  properties: { workspaceId: workspace.id, logs: access }
}

resource tableLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (level == 'All') {
  scope: storage::tables
  name: 'log'
  properties: { workspaceId: workspace.id, logs: access }
}

resource appLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (level == 'All') {
  scope: app
  name: 'log'
  properties: { workspaceId: workspace.id, logs: [{ category: 'FunctionAppLogs', enabled: true }] }
}
