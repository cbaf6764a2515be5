int dust = 0;
