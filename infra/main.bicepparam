using 'main.bicep'

// Read from the environment, which azd fills from its own: names and people, never a key.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'trading')
param alertEmail = readEnvironmentVariable('TRADING_ALERT_EMAIL')
param ownerPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')

// Real money needs both.
param alpacaEnvironment = readEnvironmentVariable('TRADING_ALPACA_ENVIRONMENT', 'Paper')
param iUnderstandThisIsRealMoney = bool(readEnvironmentVariable('TRADING_I_UNDERSTAND_THIS_IS_REAL_MONEY', 'false'))

// The one place for the app's settings in Azure; these are the defaults.
param settings = {
  Symbols: 'SPY,QQQ,AAPL,MSFT,NVDA,AMZN,META,GOOGL,TSLA,AMD'
  MinConfidence: '0.65'
  StopLoss: '0.02'
  TakeProfit: '0.04'
  MaxPositionSize: '5'
  MaxOpenPositions: '10'
  RiskPerTrade: '0.01'
  Promotion: 'Proven'
  ModelType: 'RandomForest'
  TrainingDays: '30'
  TrainTime: '20:00'
  RebalanceTime: '04:00'
  CloseBefore: '5 min'
  NoEntryBeforeClose: '30 min'
  Feed: 'iex'
  CostBps: '2'
  Seed: '1'
}
