// The page in the portal that shows what the system did.
param location string
param tags object
param insightsName string

resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: insightsName }

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(insights.id, 'trading')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Trading'
    category: 'workbook'
    sourceId: insights.id
    serializedData: replace(loadTextContent('../workbook.json'), 'INSIGHTS_ID', insights.id)
  }
}
