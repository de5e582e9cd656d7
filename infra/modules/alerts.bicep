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
    // Azure Monitor misses the run, so this also tells of an app that cannot: with its storage account the host dies too.
    text: 'Look whether the app runs and whether its storage account answers; without that account neither the app nor its status page can.'
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
    title: 'Trading: a job failed, or the worker process died'
    text: 'The status page, and failures and exceptions of these minutes in Application Insights, say why.'
    severity: 1
    window: 'PT15M'
    query: loadTextContent('../queries/job-failed.kql')
    by: ['job']
  }
  {
    name: 'not-flat'
    title: 'Trading: a position is left after the close'
    text: 'Something is held over the night. The status page names it; sell it at the broker.'
    severity: 0
    window: 'PT15M'
    query: loadTextContent('../queries/not-flat.kql')
    by: []
  }
  {
    name: 'drawdown'
    title: 'Trading: drawdown over ${drawdownPercent} %'
    text: 'The account stands that far below its highest session end.'
    severity: 1
    window: 'PT15M'
    query: replace(loadTextContent('../queries/drawdown.kql'), 'DRAWDOWN_PERCENT', string(drawdownPercent))
    by: []
  }
  {
    name: 'refused-by-broker'
    title: 'Trading: the broker refused an order'
    text: 'The journal keeps the refusal with its reason.'
    severity: 2
    window: 'PT15M'
    query: loadTextContent('../queries/refused.kql')
    by: []
  }
  {
    name: 'doubted'
    title: 'Trading: the model is doubted'
    text: 'Its signals come true less often than it claims: of the session, so that entries stop for the day, or of its record, so that it trades no more. The status page has the odds.'
    severity: 2
    window: 'PT15M'
    query: loadTextContent('../queries/doubted.kql')
    by: ['doubt']
  }
  {
    name: 'sweep-aside'
    title: 'Trading: a slice of a sweep was set aside'
    text: 'The command that asked for the sweep names the recipe, the sessions and the error. Trading goes on.'
    severity: 3
    window: 'PT15M'
    query: loadTextContent('../queries/sweep-aside.kql')
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
      description: alert.text
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
