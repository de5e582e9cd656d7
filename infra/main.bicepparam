using 'main.bicep'

// Read from the environment, which azd fills from its own: names and people, never a key.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'trading')
param alertEmail = readEnvironmentVariable('TRADING_ALERT_EMAIL')
param ownerPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')

// Real money needs both.
param alpacaEnvironment = readEnvironmentVariable('TRADING_ALPACA_ENVIRONMENT', 'Paper')
param iUnderstandThisIsRealMoney = bool(readEnvironmentVariable('TRADING_I_UNDERSTAND_THIS_IS_REAL_MONEY', 'false'))

// What is to differ from the defaults in main.bicep, such as { MinConfidence: '0.7', MaxOpenPositions: '5' }.
param settings = {}
