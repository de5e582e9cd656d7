// Trading on Azure: one resource group, from nothing to an app that only waits for its code and its Alpaca keys.
targetScope = 'resourceGroup'

@description('Name of the environment: part of every name, and azd\'s tag.')
@minLength(2)
@maxLength(16)
param environmentName string

@description('Region of everything; it must offer Flex Consumption (az functionapp list-flexconsumption-locations).')
param location string = resourceGroup().location

@description('Where alerts are mailed.')
@minLength(6)
param alertEmail string

@description('Object id of the person who puts the keys into the vault and looks at the tables; empty for nobody.')
param ownerPrincipalId string = ''

@description('Paper trades no real money. Live also needs iUnderstandThisIsRealMoney.')
@allowed(['Paper', 'Live'])
param alpacaEnvironment string = 'Paper'

@description('The second of the two switches that live trading needs.')
param iUnderstandThisIsRealMoney bool = false

@description('Settings of the app that differ from the defaults below, without "Trading__"; the README says what each is.')
param settings settingsType = {}

@description('The timers\' crons: six fields, in UTC, wide enough for both daylight-saving offsets. The exchange\'s day decides what is due.')
param schedules schedulesType = {
  MinuteScan: '5 * 13-21 * * 1-5'
  Rebalance: '0 */5 8-14 * * 1-5'
  EndOfDayClose: '10 * 16-21 * * 1-5'
  NightlyRetrain: '0 */10 0-8 * * 2-6'
}

@description('Functions that always have an instance ready. Each costs that instance\'s idle memory, and a timer without one has been seen to stop after a deployment.')
param alwaysReadyFunctions string[] = ['MinuteScan', 'Rebalance', 'EndOfDayClose', 'NightlyRetrain']

@description('Most instances at once; the lowest that every region takes.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Memory of an instance; the night\'s training needs about 1 GB.')
@allowed([2048, 4096])
param instanceMemoryMB int = 2048

@description('Drawdown, in percent of the highest equity, over which an alert is sent.')
@minValue(1)
@maxValue(100)
param drawdownAlertPercent int = 5

@description('Days that logs and metrics are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Client id of the Entra app registration by which people sign in to the dashboard; empty for a dashboard by key alone.')
param dashboardClientId string = ''

@description('What is logged of access: nothing, what enters the vault, or also the storage account and the app\'s platform.')
@allowed(['None', 'Vault', 'All'])
param diagnostics string = 'Vault'

@description('Closes storage account and vault to every network but the app\'s own and the addresses named in allowedAddresses.')
param restrictNetwork bool = false

@description('Public IP addresses or ranges that may enter storage account and vault when restrictNetwork is on.')
param allowedAddresses string[] = []

@description('Keeps the deleted vault from being purged before its 90 days are over. It can never be switched off again.')
param purgeProtection bool = false

@description('Whether the app does the slices of evaluate and tune --on azure. They run on instances of their own and cost only while they run.')
param sweeps bool = false

@description('Secrets of notifications that are in the vault, each under Notify and this name, such as NotifySlackUrl; empty when nobody is notified.')
param notifySecrets notifySecret[] = []

@description('The lowest level of events that is notified.')
@allowed(['Info', 'Warning', 'Critical'])
param notifyMinLevel string = 'Info'

@description('The kinds of events that are notified, separated by commas; docs/operations.md lists them.')
param notifyKinds string = 'All'

type notifySecret =
  | 'WebhookUrl'
  | 'SlackUrl'
  | 'DiscordUrl'
  | 'TeamsUrl'
  | 'TelegramBotToken'
  | 'TelegramChatId'
  | 'TelegramUrl'
  | 'NtfyUrl'
  | 'NtfyToken'

@sealed()
type settingsType = {
  Symbols: string?
  Universe: string?
  UniverseTime: string?
  UniverseMinPrice: string?
  UniverseMinDollarVolume: string?
  UniverseLeveraged: ('true' | 'false')?
  MinConfidence: string?
  StopLoss: string?
  TakeProfit: string?
  MaxPositionSize: string?
  MaxOpenPositions: string?
  RiskPerTrade: string?
  Sizing: ('Fixed' | 'Volatility')?
  MaxDailyLoss: string?
  MaxDrawdown: string?
  CooldownAfterStop: string?
  CooldownAfterStopAll: string?
  MaxTradesPerDay: string?
  MaxLossesInRow: string?
  MaxExposure: string?
  MaxSectorExposure: string?
  Sectors: string?
  NoEntryAfterOpen: string?
  Promotion: ('Proven' | 'Probation' | 'Always')?
  ModelType: ('RandomForest' | 'GradientBoosting' | 'LightGbm')?
  TrainingDays: string?
  EvidenceDays: string?
  KeepModelsDays: string?
  KeepBackupsDays: string?
  FeatureGroups: string?
  Trees: string?
  Leaves: string?
  MinRowsPerLeaf: string?
  LearningRate: string?
  MinutesBetweenRows: string?
  HorizonMinutes: string?
  TrainTime: string?
  RebalanceTime: string?
  CloseBefore: string?
  NoEntryBeforeClose: string?
  Feed: ('iex' | 'sip')?
  CostBps: string?
  Seed: string?
}

@sealed()
type schedulesType = {
  MinuteScan: string
  Rebalance: string
  EndOfDayClose: string
  NightlyRetrain: string
}

var defaultSettings = {
  Symbols: 'SPY,QQQ,AAPL,MSFT,NVDA,AMZN,META,GOOGL,TSLA,AMD'
  Universe: 'Symbols'
  UniverseTime: 'auto'
  UniverseMinPrice: '5'
  UniverseMinDollarVolume: '200000'
  UniverseLeveraged: 'false'
  MinConfidence: '0.65'
  StopLoss: '0.02'
  TakeProfit: '0.04'
  MaxPositionSize: '5'
  MaxOpenPositions: '10'
  RiskPerTrade: '0.01'
  Sizing: 'Fixed'
  MaxDailyLoss: 'none'
  MaxDrawdown: 'none'
  CooldownAfterStop: 'none'
  CooldownAfterStopAll: 'none'
  MaxTradesPerDay: 'none'
  MaxLossesInRow: 'none'
  MaxExposure: 'none'
  MaxSectorExposure: 'none'
  Sectors: 'none'
  NoEntryAfterOpen: '0 min'
  Promotion: 'Probation'
  ModelType: 'RandomForest'
  TrainingDays: '30'
  EvidenceDays: '180'
  KeepModelsDays: '90'
  KeepBackupsDays: '30'
  FeatureGroups: 'All'
  Trees: 'auto'
  Leaves: 'auto'
  MinRowsPerLeaf: '70'
  LearningRate: '0.05'
  MinutesBetweenRows: '5'
  HorizonMinutes: 'none'
  TrainTime: '20:00'
  RebalanceTime: '04:00'
  CloseBefore: '5 min'
  NoEntryBeforeClose: '30 min'
  Feed: 'iex'
  CostBps: '2'
  Seed: '1'
}

var tradingSettings = union(defaultSettings, settings)
var tags = { 'azd-env-name': environmentName }
var suffix = uniqueString(resourceGroup().id, environmentName)
var name = '${environmentName}-${suffix}'
var storageName = 'st${suffix}'
var vaultName = 'kv-${suffix}'
var insightsName = 'appi-${name}'
var appName = 'func-${name}'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${name}'
  location: location
  tags: tags
}

module network 'modules/network.bicep' = if (restrictNetwork) {
  params: { name: 'vnet-${name}', location: location, tags: tags }
}

var subnetId = restrictNetwork ? resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-${name}', 'app') : ''

module storage 'modules/storage.bicep' = {
  dependsOn: [network]
  params: { name: storageName, location: location, tags: tags, subnetId: subnetId, allowedAddresses: allowedAddresses }
}

module vault 'modules/vault.bicep' = {
  dependsOn: [network]
  params: {
    name: vaultName
    location: location
    tags: tags
    subnetId: subnetId
    allowedAddresses: allowedAddresses
    purgeProtection: purgeProtection
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    insightsName: insightsName
    workspaceName: 'log-${name}'
    location: location
    tags: tags
    retentionInDays: logRetentionDays
  }
}

module access 'modules/access.bicep' = {
  dependsOn: [storage, vault, monitoring]
  params: {
    storageName: storageName
    vaultName: vaultName
    insightsName: insightsName
    identityPrincipalId: identity.properties.principalId
    ownerPrincipalId: ownerPrincipalId
  }
}

module functions 'modules/functions.bicep' = {
  // An app that starts before its identity may enter the storage account does not start at all.
  dependsOn: [access]
  params: {
    name: appName
    planName: 'plan-${name}'
    location: location
    tags: tags
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storageName: storageName
    vaultName: vaultName
    insightsName: insightsName
    alwaysReadyFunctions: alwaysReadyFunctions
    maximumInstances: maximumInstances
    instanceMemoryMB: instanceMemoryMB
    schedules: schedules
    tradingSettings: tradingSettings
    alpacaEnvironment: alpacaEnvironment == 'Live' && !iUnderstandThisIsRealMoney
      ? fail('Live trades real money; that also needs iUnderstandThisIsRealMoney=true.')
      : alpacaEnvironment
    iUnderstandThisIsRealMoney: iUnderstandThisIsRealMoney
    subnetId: subnetId
    dashboardClientId: !empty(dashboardClientId) && empty(ownerPrincipalId)
      ? fail('A dashboard by sign-in is for one person; that also needs ownerPrincipalId.')
      : dashboardClientId
    ownerPrincipalId: ownerPrincipalId
    sweeps: sweeps
    notifySecrets: notifySecrets
    notifyMinLevel: notifyMinLevel
    notifyKinds: notifyKinds
  }
}

module logs 'modules/diagnostics.bicep' = if (diagnostics != 'None') {
  dependsOn: [storage, vault, monitoring, functions]
  params: {
    workspaceName: 'log-${name}'
    vaultName: vaultName
    storageName: storageName
    appName: appName
    level: diagnostics
  }
}

module alerts 'modules/alerts.bicep' = {
  dependsOn: [monitoring]
  params: {
    name: name
    location: location
    tags: tags
    insightsName: insightsName
    email: alertEmail
    drawdownPercent: drawdownAlertPercent
    rebalanceTime: tradingSettings.RebalanceTime
  }
}

module workbook 'modules/workbook.bicep' = {
  dependsOn: [monitoring]
  params: { location: location, tags: tags, insightsName: insightsName }
}

output functionAppName string = appName
output vaultName string = vaultName
output storageName string = storageName
