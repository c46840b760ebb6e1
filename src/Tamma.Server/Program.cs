using Tamma.Server.Hosting;

return await Start.RunAsync(args);
