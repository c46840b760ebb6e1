using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tamma;
using Tamma.Storage;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTamma().UseEmbeddedStorage(Path.Combine(Path.GetTempPath(), "tamma-sample", "tamma.db"));
using var host = builder.Build();
await host.StartAsync();

var models = host.Services.GetRequiredService<IModelDiscoveryService>();
using var updates = models.SubscribeToUpdates((envelope, _) => ValueTask.CompletedTask);
foreach (var run in await models.DiscoverModelsAsync())
{
    Console.WriteLine(run.Sentence);
}

var found = await models.SearchModelsAsync(new("gpt") { Limit = 10 });
foreach (var model in found.Models)
{
    Console.WriteLine($"{model.Key}  context {model.Values[Tamma.Catalog.Fields.FieldRegistry.Models["limit.context"]]?.ToString() ?? "?"}");
}

await host.StopAsync();
