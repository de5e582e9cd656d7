// What wakes a person, all by one e-mail address.
param name string
param location string
param tags object
param insightsName string
param email string
param drawdownPercent int
param rebalanceTime string

resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: insightsName }

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'trading'
    emailReceivers: [{ name: 'owner', emailAddress: email, useCommonAlertSchema: true }]
  }
}

// Telemetry arrives minutes late, so a window is longer than the pause between two looks: nothing falls between them.
var alerts = [
  {
    name: 'no-heartbeat'
    title: 'Trading: a job has not run when it was due'
    severity: 0
    // As far back as the evening before, which the night's training is looked for in.
    window: 'P1D'
    query: replace(
      replace(
        loadTextContent('../queries/no-heartbeat.kql'),
        'EXCHANGE_DAYS',
        string(loadJsonContent('../exchange-days.json'))
      ),
      'REBALANCE_TIME',
      rebalanceTime
    )
    by: ['job']
  }
  {
    name: 'job-failed'
    title: 'Trading: a job failed'
    severity: 1
    window: 'PT15M'
    query: loadTextContent('../queries/job-failed.kql')
    by: ['job']
  }
  {
    name: 'not-flat'
    title: 'Trading: a position is left after the close'
    severity: 0
    window: 'PT15M'
    query: loadTextContent('../queries/not-flat.kql')
    by: []
  }
  {
    name: 'drawdown'
    title: 'Trading: drawdown over ${drawdownPercent} %'
    severity: 1
    window: 'PT15M'
    query: replace(loadTextContent('../queries/drawdown.kql'), 'DRAWDOWN_PERCENT', string(drawdownPercent))
    by: []
  }
  {
    name: 'refused-by-broker'
    title: 'Trading: the broker refused an order'
    severity: 2
    window: 'PT15M'
    query: loadTextContent('../queries/refused.kql')
    by: []
  }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: 'alert-${name}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.title
      description: alert.title
      severity: alert.severity
      enabled: true
      scopes: [insights.id]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            // One that has fired does not fire again while it lasts, so a job must not hide another.
            dimensions: [for column in alert.by: { name: column, operator: 'Include', values: ['*'] }]
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]
