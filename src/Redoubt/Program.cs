Console.WriteLine("redoubt");
