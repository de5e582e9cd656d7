// The Flex Consumption plan and the app on it, with every setting that its code reads and no other.
param name string
param planName string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param vaultName string
param insightsName string
param alwaysReadyFunctions string[]
param maximumInstances int
param instanceMemoryMB int
param schedules object
param tradingSettings object
param alpacaEnvironment string
param iUnderstandThisIsRealMoney bool
param subnetId string
param dashboardClientId string
param ownerPrincipalId string
param sweeps bool
param notifySecrets string[]
param notifyMinLevel string
param notifyKinds string

var tradingVariables = toObject(items(tradingSettings), setting => 'Trading__${setting.key}', setting => setting.value)
var notifyNames = {
  WebhookUrl: 'Webhook__Url'
  SlackUrl: 'Slack__Url'
  DiscordUrl: 'Discord__Url'
  TeamsUrl: 'Teams__Url'
  TelegramBotToken: 'Telegram__BotToken'
  TelegramChatId: 'Telegram__ChatId'
  TelegramUrl: 'Telegram__Url'
  NtfyUrl: 'Ntfy__Url'
  NtfyToken: 'Ntfy__Token'
}
// Only those that were asked for: a reference that is not resolved is an error that the status shows.
var notifyVariables = toObject(
  notifySecrets,
  secret => 'Notify__${notifyNames[secret]}',
  secret => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=Notify${secret})'
)
var scheduleVariables = toObject(items(schedules), schedule => '${schedule.key}Schedule', schedule => schedule.value)

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = { name: storageName }

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: vaultName }

resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: insightsName }

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'trading' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}deployment'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        // Flex scales each timer on its own, and the host's lease lets one instance at a time run it.
        alwaysReady: [for function in alwaysReadyFunctions: { name: 'function:${function}', instanceCount: 1 }]
        maximumInstanceCount: maximumInstances
        instanceMemoryMB: instanceMemoryMB
      }
    }
  }

  resource ftpLogin 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scmLogin 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(tradingVariables, scheduleVariables, notifyVariables, {
      Notify__MinLevel: notifyMinLevel
      Notify__Kinds: notifyKinds
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
      AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
      AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
      Trading__Storage__blobServiceUri: storage.properties.primaryEndpoints.blob
      Trading__Storage__tableServiceUri: storage.properties.primaryEndpoints.table
      Trading__Storage__queueServiceUri: storage.properties.primaryEndpoints.queue
      Trading__Storage__clientId: identityClientId
      // Flex runs each queue's function on instances of its own, so that no sweep slows a timer.
      'AzureWebJobs.SweepSlice.Disabled': sweeps ? 'false' : 'true'
      'AzureWebJobs.SweepPoison.Disabled': sweeps ? 'false' : 'true'
      SweepInstanceMemoryMB: string(instanceMemoryMB)
      // Opens the page for people who have signed in, together with the sign-in itself.
      DashboardSignIn: empty(dashboardClientId) ? 'false' : 'true'
      Trading__Alpaca__Environment: alpacaEnvironment
      Trading__Alpaca__IUnderstandThisIsRealMoney: iUnderstandThisIsRealMoney ? 'true' : 'false'
      // A secret that is not there yet leaves its reference unresolved and the deployment whole.
      Trading__Alpaca__KeyId: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/AlpacaKeyId)'
      Trading__Alpaca__SecretKey: '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/AlpacaSecretKey)'
    })
  }

  // The pages that ask for a function key stay outside of the sign-in. No secret: sign-in takes the ID token alone.
  resource signIn 'config' = if (!empty(dashboardClientId)) {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: {
        requireAuthentication: true
        unauthenticatedClientAction: 'RedirectToLoginPage'
        redirectToProvider: 'azureactivedirectory'
        excludedPaths: ['/api/status', '/api/dashboard', '/api/halt', '/api/resume']
      }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: dashboardClientId
            openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          }
          validation: { defaultAuthorizationPolicy: { allowedPrincipals: { identities: [ownerPrincipalId] } } }
        }
      }
      login: { tokenStore: { enabled: false } }
      httpSettings: { requireHttps: true }
    }
  }
}
